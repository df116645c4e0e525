using System.Xml.Linq;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Interface;

/// <summary>A chart (powerapps-docs, model-driven-apps/visualization-data-description-schema.md).</summary>
internal sealed record ChartRow : ComponentRow
{
    private const string Sum = "sum";
    private const string Category = "category";
    private const string Series = "series";

    public required ChartCreation Chart { get; init; }

    /// <summary>True where the axis is a date, which is taken by month.</summary>
    public required bool ByMonth { get; init; }

    public override SchemaKind Kind => SchemaKind.Chart;

    public override string Component => "savedqueryvisualization";

    /// <summary>The charts of a table whose columns are all there.</summary>
    public static IEnumerable<ChartCreation> Charts(TableShape shape) => (shape.Create?.Charts ?? []).Where(c =>
        new[] { c.Sum, c.By, c.Series }.OfType<string>().Concat(c.Where.Keys).All(name => shape.Columns.Any(x => x.Column == name)));

    public static IEnumerable<ChartRow> Of(MigrationMap map, TableShape shape) => Charts(shape).Select(chart => new ChartRow
    {
        Table = shape.Table,
        Name = chart.Label,
        Id = ComponentId.Of(map, "chart", shape.Table, chart.Label),
        Description = "Chart",
        Chart = chart,
        ByMonth = shape.Columns.First(c => c.Column == chart.By).Create!.Type is ColumnType.DateOnly or ColumnType.DateTime,
    });

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts) => new Dictionary<string, object>
    {
        ["name"] = Name,
        ["description"] = facts.Mark("Chart."),
        ["primaryentitytypecode"] = Table,
        ["datadescription"] = Data().ToString(SaveOptions.DisableFormatting),
        ["presentationdescription"] = Presentation().ToString(SaveOptions.DisableFormatting),
    };

    public XElement Data() => new(
        "datadefinition",
        new XElement("fetchcollection", new XElement(
            "fetch",
            new XAttribute("mapping", "logical"),
            new XAttribute("aggregate", "true"),
            new XElement(
                "entity",
                new XAttribute("name", Table),
                Group(Chart.By, Category, ByMonth),
                Chart.Series is null ? null : Group(Chart.Series, Series, false),
                new XElement("attribute", new XAttribute("name", Chart.Sum), new XAttribute("aggregate", "sum"), new XAttribute("alias", Sum))))),
        new XElement("categorycollection", new XElement(
            "category",
            new XAttribute("alias", Category),
            new XElement("measurecollection", new XElement("measure", new XAttribute("alias", Sum))))));

    public XElement Presentation() => new(
        "Chart",
        new XAttribute("Palette", "BrightPastel"),
        new XElement("Series", new XElement(
            "Series",
            new XAttribute("ChartType", Chart.Series is null ? "Column" : "StackedColumn"),
            new XAttribute("IsValueShownAsLabel", "True"))),
        new XElement("ChartAreas", new XElement(
            "ChartArea",
            new XElement("AxisY", new XElement("MajorGrid", new XAttribute("LineColor", "239, 242, 246"))),
            new XElement("AxisX", new XAttribute("Interval", "1"), new XElement("MajorGrid", new XAttribute("Enabled", "False"))))),
        new XElement("Titles", new XElement("Title", new XAttribute("Text", Name))),
        Chart.Series is null ? null : new XElement("Legends", new XElement("Legend", new XAttribute("Docking", "Bottom"))));

    private static XElement Group(string column, string alias, bool byMonth) => new(
        "attribute",
        new XAttribute("groupby", "true"),
        new XAttribute("alias", alias),
        new XAttribute("name", column),
        byMonth ? new XAttribute("dategrouping", "month") : null);
}
