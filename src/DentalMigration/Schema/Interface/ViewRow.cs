using System.Globalization;
using System.Xml.Linq;
using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Interface;

/// <summary>A view: which rows, in which order, with which columns.</summary>
internal sealed record ViewRow : ComponentRow
{
    public const string Active = "active";
    public const string ByPatient = "by patient";
    public const string QuickFind = "quick find";
    public const string Associated = "associated";
    public const string Lookup = "lookup";

    /// <summary>Kind of view: 0 public, 2 associated, 4 quick find, 64 lookup.</summary>
    public required int QueryType { get; init; }

    /// <summary>True for the view a table opens with.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Its columns; empty stands for the row's name.</summary>
    public required IReadOnlyList<string> Shown { get; init; }

    /// <summary>Sorted by these; empty stands for the row's name.</summary>
    public required IReadOnlyList<(string Column, bool Descending)> Order { get; init; }

    /// <summary>Further conditions: column, operator, value.</summary>
    public IReadOnlyList<(string Column, string Operator, string? Value)> Where { get; init; } = [];

    /// <summary>Only rows that are not inactive.</summary>
    public bool OnlyActive { get; init; } = true;

    /// <summary>The columns a quick search looks into, beside the row's name.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>True where Dataverse may have made one of the kind with the table; ours then takes its place.</summary>
    public bool TakesPlace { get; init; }

    public override SchemaKind Kind => SchemaKind.View;

    public override string Component => "savedquery";

    public override string Set => "savedqueries";

    public static Guid IdOf(MigrationMap map, string table, string view) => ComponentId.Of(map, "view", table, view);

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts)
    {
        TableMetadata table = facts.Tables[Table];
        var columns = new Dictionary<string, object>
        {
            ["name"] = Name,
            ["description"] = facts.Mark("View."),
            ["returnedtypecode"] = Table,
            ["querytype"] = QueryType,
            ["fetchxml"] = Fetch(table).ToString(SaveOptions.DisableFormatting),
            ["layoutxml"] = Layout(table).ToString(SaveOptions.DisableFormatting),
        };
        if (QueryType == 4)
        {
            columns["isquickfindquery"] = true;
        }

        if (IsDefault)
        {
            columns["isdefault"] = true;
        }

        return columns;
    }

    public XElement Fetch(TableMetadata table)
    {
        List<string> shown = [table.PrimaryIdAttribute, .. Resolve(table, Shown).Concat(Order.Select(o => Resolve(table, o.Column))).Distinct()];
        List<XElement> conditions = [.. Where.Select(w => Condition(w.Column, w.Operator, w.Value))];
        if (OnlyActive)
        {
            conditions.Insert(0, Condition("statecode", "eq", "0"));
        }

        return new XElement(
            "fetch",
            new XAttribute("version", "1.0"),
            new XAttribute("output-format", "xml-platform"),
            new XAttribute("mapping", "logical"),
            new XElement(
                "entity",
                new XAttribute("name", Table),
                shown.Select(name => new XElement("attribute", new XAttribute("name", name))),
                (Order.Count == 0 ? [(table.PrimaryNameAttribute!, false)] : Order).Select(o => new XElement(
                    "order", new XAttribute("attribute", Resolve(table, o.Item1)), new XAttribute("descending", o.Item2 ? "true" : "false"))),
                conditions.Count == 0 ? null : new XElement("filter", new XAttribute("type", "and"), conditions),
                QueryType != 4 ? null : new XElement(
                    "filter",
                    new XAttribute("type", "or"),
                    new XAttribute("isquickfindfields", "1"),
                    Found.Prepend(table.PrimaryNameAttribute!).Select(name => Condition(name, "like", "{0}")))));
    }

    public XElement Layout(TableMetadata table) => new(
        "grid",
        new XAttribute("name", "resultset"),
        table.ObjectTypeCode is { } code ? new XAttribute("object", code.ToString(CultureInfo.InvariantCulture)) : null,
        new XAttribute("jump", table.PrimaryNameAttribute!),
        new XAttribute("select", "1"),
        new XAttribute("icon", "1"),
        new XAttribute("preview", "1"),
        new XElement(
            "row",
            new XAttribute("name", "result"),
            new XAttribute("id", table.PrimaryIdAttribute),
            Resolve(table, Shown).Select((name, i) => new XElement("cell", new XAttribute("name", name), new XAttribute("width", i == 0 ? "300" : "150")))));

    private static XElement Condition(string column, string @operator, string? value) => new(
        "condition",
        new XAttribute("attribute", column),
        new XAttribute("operator", @operator),
        value is null ? null : new XAttribute("value", value));

    private static string Resolve(TableMetadata table, string column) => column.Length == 0 ? table.PrimaryNameAttribute! : column;

    private static IEnumerable<string> Resolve(TableMetadata table, IReadOnlyList<string> columns) => columns.Select(c => Resolve(table, c));
}
