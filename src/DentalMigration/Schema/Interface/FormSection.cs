using DentalMigration.Mapping;

namespace DentalMigration.Schema.Interface;

/// <summary>A section of a form: columns that belong together.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record FormSection(string Name, IReadOnlyList<ColumnMap> Columns)
{
    private static readonly string[] Order = ["Summary", "Details", "Dates", "Amounts", "Notes", "Source"];

    /// <summary>True where each column takes a row of its own.</summary>
    public bool IsWide => Columns.All(c => c.Create!.Type is ColumnType.Memo or ColumnType.File);

    /// <summary>The sections of a table: those the map names stand between the details and the dates, in its order.</summary>
    public static IReadOnlyList<FormSection> Of(MigrationMap map, TableShape shape)
    {
        string source = $"{map.Prefix}_source";
        var sections = shape.Columns
            .GroupBy(c => c.Create!.Section ?? (shape.Own.Contains(c.Column) || c.Column.StartsWith(source, StringComparison.Ordinal) ? "Source" : ByType(c.Create)))
            .Select(g => new FormSection(g.Key, [.. g]))
            .ToList();
        int Place(FormSection s) => Array.IndexOf(Order, s.Name) is >= 0 and int known ? known * 2 : 3;
        return [.. sections.OrderBy(Place)];
    }

    private static string ByType(ColumnCreation create) => create.Type switch
    {
        ColumnType.Lookup or ColumnType.Picklist => "Summary",
        ColumnType.DateOnly or ColumnType.DateTime => "Dates",
        ColumnType.Money or ColumnType.Decimal => "Amounts",
        ColumnType.Memo or ColumnType.File => "Notes",
        _ => "Details",
    };
}
