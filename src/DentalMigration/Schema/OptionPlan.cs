using System.Globalization;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>
/// The options a map adds to choices that are there: an industry that the standard list lacks, or an option of a choice that was made by an
/// earlier form of the map.
/// </summary>
internal static class OptionPlan
{
    /// <summary>What the options of an object's columns need.</summary>
    public static IEnumerable<SchemaItem> Items(ObjectMap o, TableMetadata? table) =>
        from column in o.Columns
        from option in Wanted(column, table)
        where column.InsertOptions?.ContainsKey(option.Key) == true || table!.Column(column.Column)!.Options.All(x => x.Value != option.Key)
        select Item(o, column, option.Key, option.Value, table?.Column(column.Column));

    /// <summary>The options a map adds to a column that is there, or that is none of its own.</summary>
    public static IEnumerable<KeyValuePair<int, string>> Wanted(ColumnMap column, TableMetadata? table) =>
        (column.InsertOptions ?? new Dictionary<int, string>())
            .Concat(table?.Column(column.Column) is { AttributeType: "Picklist" } ? column.Create?.Options ?? new Dictionary<int, string>() : [])
            .DistinctBy(o => o.Key);

    /// <summary>Adds an option, marked as ours.</summary>
    public static Task MakeAsync(SchemaItem item, MigrationMap map, MetadataClient metadata, SchemaLanguage language, CancellationToken cancellationToken)
    {
        LocalizedText mark = language.Text(SchemaMarker.Describe($"Migrated from {map.System}.", map));
        var option = new ChoiceOption(item.Value, language.Text(item.Options![item.Value]), mark);
        return metadata.InsertOptionValueAsync(item.Choice!, option, cancellationToken);
    }

    /// <summary>Whose options a column has.</summary>
    public static ChoiceReference Choice(string table, string column, ColumnMetadata? found) =>
        found?.GlobalChoice is { } global ? ChoiceReference.Global(global) : ChoiceReference.Column(table, column);

    /// <summary>Name of an option in plan and ledger: <c>industrycode:100000000</c>.</summary>
    public static string Name(string column, int value) => string.Create(CultureInfo.InvariantCulture, $"{column}:{value}");

    private static SchemaItem Item(ObjectMap o, ColumnMap column, int value, string label, ColumnMetadata? found)
    {
        OptionMetadata? existing = found?.Options.FirstOrDefault(x => x.Value == value);

        // The label of a choice of our own may have been reworded or translated since; a standard choice's option means what its label says.
        bool fits = existing is null || existing.Label == label || column.InsertOptions?.ContainsKey(value) != true;
        return new SchemaItem
        {
            Kind = SchemaKind.Option,
            Table = o.Table,
            Name = Name(column.Column, value),
            Status = existing is null ? SchemaStatus.Missing : fits ? SchemaStatus.Exists : SchemaStatus.Conflict,
            Description = fits ? $"Option {label}" : $"The value stands for another option of the choice. Give '{label}' another value in the map.",
            Object = o,
            Column = column,
            Value = value,
            Options = new Dictionary<int, string> { [value] = label },
            Choice = Choice(o.Table, column.Column, found),
        };
    }
}
