namespace DentalMigration.Mapping.Csv;

/// <summary>A column of the map's CSV form.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Member">The member of the part's JSON it holds, <c>create.type</c> of one within another.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Parts">The parts of a map that have it.</param>
internal sealed record MapCsvColumn(string Name, string Member, CellKind Kind, params string[] Parts);

/// <summary>The columns, in the order they are written. What of a part has no column stands in the last as JSON.</summary>
internal static class MapCsvColumns
{
    public const string Map = "map";
    public const string ValueMap = "value_map";
    public const string Place = "place";
    public const string Header = "header";
    public const string Object = "object";
    public const string Column = "column";
    public const string Proposed = "proposed";

    /// <summary>The first column: which part of the map a row is.</summary>
    public const string Part = "part";

    /// <summary>The last column.</summary>
    public const string Other = "other";

    public static readonly IReadOnlyList<MapCsvColumn> All =
    [
        new("place", "place", CellKind.Text, Place),
        new("object", "object", CellKind.Text, Place, Object),
        new("header", "header", CellKind.Text, Header),
        new("decision", "decision", CellKind.Text, Place, Header),
        new("field", "field", CellKind.Text, Header),
        new("column", "column", CellKind.Text, Header, Column, Proposed),
        new("asked", "asked", CellKind.Flag, Header),
        new("score", "score", CellKind.Percent, Place, Header),
        new("reasons", "reasons", CellKind.List, Place, Header),
        new("runners_up", "runnersUp", CellKind.Ranking, Place, Header),
        new("table", "table", CellKind.Text, Object),
        new("from", "from", CellKind.List, Column, Proposed),
        new("transform", "transform", CellKind.Text, Column, Proposed),
        new("with", "with", CellKind.Texts, Column, Proposed),
        new("lookup", "lookup", CellKind.Text, Column, Proposed),
        new("value_map", "valueMap", CellKind.Text, ValueMap, Column, Proposed),
        new("values", "values", CellKind.Numbers, ValueMap, Column, Proposed),
        new("on_fault", "onFault", CellKind.Text, Column, Proposed),
        new("type", "create.type", CellKind.Text, Column, Proposed),
        new("label", "create.label", CellKind.Text, Column, Proposed),
        new("schema_name", "create.schemaName", CellKind.Text, Column, Proposed),
        new("max_length", "create.maxLength", CellKind.Number, Column, Proposed),
        new("secured", "create.secured", CellKind.Flag, Column, Proposed),
        new("options", "create.options", CellKind.Texts, Column, Proposed),
    ];

    /// <summary>All headers.</summary>
    public static IEnumerable<string> Headers => [Part, .. All.Select(c => c.Name), Other];
}
