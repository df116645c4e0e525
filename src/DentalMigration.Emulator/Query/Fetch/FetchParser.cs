using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Query.Fetch;

/// <summary>Reads FetchXML: attributes, filters, orders and paging of one table. Joins and aggregates are for later.</summary>
internal static class FetchParser
{
    private const int MaxDepth = 100;
    private static readonly string[] FetchAttributes =
    [
        "top", "count", "page", "paging-cookie", "returntotalrecordcount", "distinct", "no-lock", "version", "mapping", "output-format",
            "aggregate",
        "latematerialize", "datasource", "options", "utc-offset", "aggregatelimit",
    ];

    public static FetchSpec Parse(Table table, string text)
    {
        XElement fetch = Load(text);
        if (fetch.Name.LocalName != "fetch" || fetch.Elements().ToArray() is not [{ Name.LocalName: "entity" } entity])
        {
            throw Fault.FetchInvalid("The root is a fetch element with one entity element.");
        }
        if (fetch.Attributes().FirstOrDefault(a => !FetchAttributes.Contains(a.Name.LocalName)) is { } unknown)
        {
            throw Fault.FetchInvalid($"The fetch element has no attribute '{unknown.Name.LocalName}'.");
        }
        if (Flag(fetch, "aggregate"))
        {
            throw Fault.Unsupported("aggregate FetchXML");
        }
        string? name = (string?)entity.Attribute("name");
        if (name != table.Name)
        {
            throw Fault.FetchInvalid($"The entity '{name}' is not the table of '{table.SetName}'.");
        }
        var spec = Entity(table, entity) with
        {
            Top = Whole(fetch, "top"), Count = Whole(fetch, "count"), Page = Whole(fetch, "page")
                ?? 1, ReturnTotal = Flag(fetch, "returntotalrecordcount"),
            PagingCookie = (string?)fetch.Attribute("paging-cookie"),
        };
        return spec.Top is not null && fetch.Attribute("page") is not null
            ? throw Fault.FetchInvalid("The top attribute can't be specified with paging attribute page.") : spec;
    }

    /// <summary>The entity that a query is about.</summary>
    public static string EntityOf(string text) =>
        (string?)Load(text).Element("entity")?.Attribute("name") ?? throw Fault.FetchInvalid("The entity has no name.");

    private static FetchSpec Entity(Table table, XElement entity)
    {
        var chosen = new HashSet<ColumnDef> { table.Column(table.PrimaryId)! };
        var orders = new List<(ColumnDef, bool)>();
        var filters = new List<XElement>();
        bool everything = false;
        bool any = false;
        foreach (XElement child in entity.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "all-attributes":
                    everything = true;
                    break;
                case "attribute" when child.Attribute("alias") is null:
                    chosen.Add(Column(table, (string?)child.Attribute("name")));
                    any = true;
                    break;
                case "order" when child.Attribute("attribute") is { } attribute:
                    orders.Add((Column(table, attribute.Value), Flag(child, "descending")));
                    break;
                case "filter":
                    filters.Add(child);
                    break;
                case "attribute" or "order" or "link-entity":
                    throw Fault.Unsupported($"{child.Name.LocalName} with an alias or a join in FetchXML");
                default:
                    throw Fault.FetchInvalid($"The element '{child.Name.LocalName}' is not expected in entity.");
            }
        }
        ColumnDef[] visible = [.. table.Columns.Where(c => c.IsVisible)];
        return new(table, everything || !any ? visible : [.. visible.Where(chosen.Contains)]) { Orders = orders, Filters = filters };
    }

    /// <summary>A column by its logical name.</summary>
    public static ColumnDef Column(Table table, string? name) => name is not null && table.Column(name) is { IsVisible: true } column
        ? column : throw Fault.FetchNoColumn(table.Name, name ?? "");

    private static XElement Load(string text)
    {
        try
        {
            using (XmlReader depth = Reader(text))
            {
                while (depth.Read())
                {
                    if (depth.Depth > MaxDepth)
                    {
                        throw Fault.FetchInvalid("The query is nested too deeply.");
                    }
                }
            }
            using XmlReader reader = Reader(text);
            return XElement.Load(reader);
        }
        catch (XmlException error)
        {
            throw Fault.FetchInvalid(error.Message);
        }
    }

    private static XmlReader Reader(string text) =>
        XmlReader.Create(new StringReader(text),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = 1_000_000 });

    private static int? Whole(XElement element, string name) => element.Attribute(name) is not { } attribute ? null
        : int.TryParse(attribute.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value
        : throw Fault.FetchInvalid($"The attribute '{name}' is not a positive number.");

    private static bool Flag(XElement element, string name) => (string?)element.Attribute(name) is "true" or "1";
}
