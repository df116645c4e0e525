using System.Text.Json;
using DentalMigration.Mapping.Rows;
using DentalMigration.Schema;

namespace DentalMigration.Verification.Comparing;

/// <summary>A column of an object as both sides are compared in it.</summary>
/// <param name="Writer">What writes it.</param>
/// <param name="Name">Logical name, for people: <c>transactioncurrencyid</c>, <c>parties</c>.</param>
/// <param name="ReadName">The property that reads it back: <c>_ownerid_value</c>.</param>
/// <param name="Kind">How its values compare.</param>
/// <param name="Target">What Dataverse says of it; null for a list of parties.</param>
internal sealed record ComparedColumn(ColumnWriter Writer, string Name, string ReadName, ColumnKind Kind, TargetColumn? Target)
{
    private const string Bound = "@odata.bind";

    /// <summary>True where a change of it is one the service takes.</summary>
    public bool IsWritable => (Kind == ColumnKind.Parties || Target?.ForUpdate == true) && Writer is not FileResultColumn && ReadName != "createdon";

    /// <summary>True for the amounts that are summed.</summary>
    public bool IsSummed => Target?.Type is "Money" or "Decimal" && Writer.Fields.Count > 0;

    /// <summary>True where a blank is one the record gives; where its file has no column for it, the record says nothing of it.</summary>
    public bool IsSaidBlank(MappedRow row) => Writer.IsIn(row.Record) && ReadName != "createdon" && Writer is not FileResultColumn;

    /// <summary>All columns of an object's rows, in the order they are written.</summary>
    public static IReadOnlyList<ComparedColumn> Of(RowMapper mapper) => [.. mapper.Columns.Select(c => Of(mapper, c)).OfType<ComparedColumn>()];

    private static ComparedColumn? Of(RowMapper mapper, ColumnWriter writer)
    {
        if (writer is PartyWriter party)
        {
            return new ComparedColumn(writer, writer.Column, party.Property, ColumnKind.Parties, null);
        }

        string name = writer.Column;
        string read = writer.ReadName;
        if (name.EndsWith(Bound, StringComparison.Ordinal))
        {
            string navigation = name[..^Bound.Length];
            name = mapper.Table.References.FirstOrDefault(r => r.Navigation == navigation)?.Column ?? navigation;
            read = $"_{name}_value";
        }

        TargetColumn? target = mapper.Table.Columns.GetValueOrDefault(name);
        return new ComparedColumn(writer, name, read, KindOf(target, read), target);
    }

    private static ColumnKind KindOf(TargetColumn? target, string readName) => target?.Type switch
    {
        "Money" => ColumnKind.Money,
        "Decimal" or "Double" or "Integer" or "BigInt" => ColumnKind.Number,
        "Picklist" or "State" or "Status" => ColumnKind.Choice,
        "Boolean" => ColumnKind.Flag,
        "DateTime" => target.IsDateOnly ? ColumnKind.Day : ColumnKind.Moment,
        "Lookup" or "Customer" or "Owner" => ColumnKind.Lookup,
        _ when readName.StartsWith('_') && readName.EndsWith("_value", StringComparison.Ordinal) => ColumnKind.Lookup,
        _ => ColumnKind.Text,
    };
}

/// <summary>A property of a row: where it stands, and its value.</summary>
internal static class RowProperties
{
    /// <summary>The values of a row by the position of their columns; those it does not have are left null.</summary>
    public static JsonElement?[] Pick(JsonElement row, IReadOnlyDictionary<string, int> positions, int count)
    {
        var values = new JsonElement?[count];
        foreach (JsonProperty property in row.EnumerateObject())
        {
            if (positions.TryGetValue(property.Name, out int at))
            {
                values[at] = property.Value;
            }
        }

        return values;
    }
}
