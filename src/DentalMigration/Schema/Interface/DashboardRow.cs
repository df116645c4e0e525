using System.Xml.Linq;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Interface;

/// <summary>The dashboard: all charts of the map on one page. It is a form of no table.</summary>
internal sealed record DashboardRow : ComponentRow
{
    private const int Rows = 12;

    public required IReadOnlyList<ChartRow> Charts { get; init; }

    public required MigrationMap Map { get; init; }

    public override SchemaKind Kind => SchemaKind.Dashboard;

    public override string Component => "systemform";

    public override string PrimaryId => "formid";

    public static DashboardRow Of(MigrationMap map, IReadOnlyList<ChartRow> charts) => new()
    {
        Table = "",
        Name = "Practice production",
        Id = ComponentId.Of(map, "dashboard", "", "production"),
        Description = $"Dashboard of {charts.Count} charts",
        Charts = charts,
        Map = map,
    };

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts) => new Dictionary<string, object>
    {
        ["name"] = Name,
        ["description"] = facts.Mark("Dashboard."),
        ["type"] = 0,
        ["formactivationstate"] = 1,
        ["formxml"] = Form(facts).ToString(SaveOptions.DisableFormatting),
    };

    /// <summary>The first chart across the page, the others in pairs below it. A tall cell's other rows stand empty.</summary>
    public XElement Form(RowFacts facts)
    {
        var xml = new FormXml(Map, "", facts.Language);
        XElement tab = xml.Tab("dashboard", Name, xml.Section("charts", null, 2, []));
        XElement rows = tab.Descendants("rows").Single();
        foreach (XElement[] line in Charts.Take(1).Select(c => new[] { Cell(xml, facts, c, 2) })
            .Concat(Charts.Skip(1).Select(c => Cell(xml, facts, c, 1)).Chunk(2)))
        {
            rows.Add(new XElement("row", line), Enumerable.Range(1, Rows - 1).Select(_ => new XElement("row")));
        }

        return FormXml.Form(tab);
    }

    private XElement Cell(FormXml xml, RowFacts facts, ChartRow chart, int columns) => xml.Chart(
        $"{chart.Table} {chart.Name}",
        chart.Name,
        chart.Table,
        facts.IdOf(ViewRow.IdOf(Map, chart.Table, chart.Chart.View ?? ViewRow.Active)),
        facts.IdOf(chart.Id),
        columns,
        Rows);
}
