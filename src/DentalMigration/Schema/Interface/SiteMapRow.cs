using System.Xml.Linq;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Interface;

/// <summary>What the app's navigation shows: the dashboard, the people, the records of the practice.</summary>
internal sealed record SiteMapRow : ComponentRow
{
    public required MigrationMap Map { get; init; }

    public required IReadOnlyList<TableShape> Shapes { get; init; }

    /// <summary>The dashboard to open with; null where there is none.</summary>
    public Guid? Dashboard { get; init; }

    public override SchemaKind Kind => SchemaKind.SiteMap;

    public override string Component => "sitemap";

    public static SiteMapRow Of(MigrationMap map, IReadOnlyList<TableShape> shapes, Guid? dashboard) => new()
    {
        Table = "",
        Name = AppRow.Label(map),
        Id = ComponentId.Of(map, "sitemap", "", "sitemap"),
        Description = $"Site map with {shapes.Count} tables",
        Map = map,
        Shapes = shapes,
        Dashboard = dashboard,
    };

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts) => new Dictionary<string, object>
    {
        ["sitemapname"] = Name,
        ["sitemapnameunique"] = AppRow.UniqueName(Map),
        ["isappaware"] = true,
        ["sitemapxml"] = SiteMap(facts.Language).ToString(SaveOptions.DisableFormatting),
    };

    public XElement SiteMap(SchemaLanguage language)
    {
        XElement?[] groups =
        [
            Dashboard is { } id ? Group("overview", "Overview", language, [Board(id, language)]) : null,
            Group("people", "People", language, [.. Tables(s => s.Table is "contact" or "account")]),
            Group("records", "Records", language, [.. Tables(s => s.Create is not null)]),
            Group("activities", "Activities", language, [.. Tables(s => s.Create is null && s.Table is not ("contact" or "account"))]),
        ];
        return new XElement("SiteMap", new XElement(
            "Area",
            new XAttribute("Id", $"{Map.Prefix}_practice"),
            new XAttribute("ShowGroups", "true"),
            Titles("Dental practice", language),
            groups));
    }

    private IEnumerable<XElement> Tables(Func<TableShape, bool> which) => Shapes.Where(which).Select(s => new XElement(
        "SubArea", new XAttribute("Id", $"{Map.Prefix}_nav_{s.Table}"), new XAttribute("Entity", s.Table), new XAttribute("AvailableOffline", "true")));

    private XElement Board(Guid dashboard, SchemaLanguage language) => new(
        "SubArea",
        new XAttribute("Id", $"{Map.Prefix}_nav_dashboard"),
        new XAttribute("Url", "/workplace/home_dashboards.aspx"),
        new XAttribute("DefaultDashboard", dashboard.ToString("D")),
        Titles("Production", language));

    private XElement? Group(string id, string title, SchemaLanguage language, IReadOnlyList<XElement> areas) => areas.Count == 0 ? null : new XElement(
        "Group", new XAttribute("Id", $"{Map.Prefix}_{id}"), Titles(title, language), areas);

    private static XElement Titles(string title, SchemaLanguage language) => new(
        "Titles", new XElement("Title", new XAttribute("LCID", language.Code), new XAttribute("Title", title)));
}
