using System.Globalization;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>The options a map adds to standard choices, such as an industry that the standard list lacks.</summary>
internal static class OptionPlan
{
    /// <summary>What the options of an object's columns need.</summary>
    public static IEnumerable<SchemaItem> Items(ObjectMap o, TableMetadata? table) =>
        from column in o.Columns
        where column.InsertOptions is not null
        from option in column.InsertOptions!
        select Item(o, column, option.Key, option.Value, table?.Column(column.Column)?.Options.FirstOrDefault(x => x.Value == option.Key));

    /// <summary>Adds an option, marked as ours.</summary>
    public static Task MakeAsync(SchemaItem item, MigrationMap map, DataverseClient client, CancellationToken cancellationToken)
    {
        LocalizedText mark = SchemaMarker.Describe($"Migrated from {map.System}.", map);
        var option = new ChoiceOption(item.Value, item.Column!.InsertOptions![item.Value], mark);
        return client.Metadata.InsertOptionValueAsync(ChoiceReference.Column(item.Table, item.Column.Column), option, cancellationToken);
    }

    /// <summary>Name of an option in plan and ledger: <c>industrycode:100000000</c>.</summary>
    public static string Name(string column, int value) => string.Create(CultureInfo.InvariantCulture, $"{column}:{value}");

    private static SchemaItem Item(ObjectMap o, ColumnMap column, int value, string label, OptionMetadata? existing) => new()
    {
        Kind = SchemaKind.Option,
        Table = o.Table,
        Name = Name(column.Column, value),
        Status = existing is null ? SchemaStatus.Missing : existing.Label == label ? SchemaStatus.Exists : SchemaStatus.Conflict,
        Description = existing is null || existing.Label == label
            ? $"Option {label}"
            : $"The value stands for another option of the choice. Give '{label}' another value in the map.",
        Object = o,
        Column = column,
        Value = value,
    };
}
