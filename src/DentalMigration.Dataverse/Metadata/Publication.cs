using System.Xml.Linq;

namespace DentalMigration.Dataverse;

/// <summary>What to publish (powerapps-docs, model-driven-apps/publish-customizations.md). Forms, views and charts go with their table.</summary>
public sealed record Publication
{
    /// <summary>Logical names of tables.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Names of global choices.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Dashboards.</summary>
    public IReadOnlyList<Guid> Dashboards { get; init; } = [];

    /// <summary>Site maps.</summary>
    public IReadOnlyList<Guid> SiteMaps { get; init; } = [];

    /// <summary>Apps.</summary>
    public IReadOnlyList<Guid> Apps { get; init; } = [];

    /// <summary>Whether there is nothing to publish.</summary>
    public bool IsEmpty => Tables.Count + Choices.Count + Dashboards.Count + SiteMaps.Count + Apps.Count == 0;

    internal XElement ToXml() => new(
        "importexportxml",
        Part("entities", "entity", Tables),
        Part("optionsets", "optionset", Choices),
        Part("dashboards", "dashboard", Dashboards.Select(Text)),
        Part("sitemaps", "sitemap", SiteMaps.Select(Text)),
        Part("appmodules", "appmodule", Apps.Select(Text)));

    private static string Text(Guid id) => id.ToString("D");

    private static XElement? Part(string list, string item, IEnumerable<string> names)
    {
        XElement[] items = [.. names.Select(name => new XElement(item, name))];
        return items.Length == 0 ? null : new XElement(list, items);
    }
}
