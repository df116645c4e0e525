using System.Xml.Linq;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Interface;

/// <summary>
/// The main form of a table. A custom table's is ours as a whole; to a standard table's we add two tabs of our own, one with its columns and
/// one with the rows that point to it, and touch nothing else.
/// </summary>
internal sealed record FormRow : ComponentRow
{
    private const int Main = 2;
    private const string General = "dentalmigration";
    private const string RelatedName = "dentalmigration_related";

    public required TableShape Shape { get; init; }

    public required MigrationMap Map { get; init; }

    public override SchemaKind Kind => SchemaKind.Form;

    public override string Component => "systemform";

    public override string PrimaryId => "formid";

    /// <summary>The name of the tab that shows that the form is made, by this migration or another into the same tables.</summary>
    public string TabName => $"{Map.Prefix}_{General}";

    /// <summary>The id of that tab where this migration made it.</summary>
    public Guid Tab => ComponentId.Of(Map, "form", Table, $"tab {General}");

    /// <summary>The id of the tab with the sub-grids; it has to go before the tables it shows can.</summary>
    public Guid RelatedTab => ComponentId.Of(Map, "form", Table, $"tab {RelatedName}");

    public static FormRow Of(MigrationMap map, TableShape shape) => new()
    {
        Table = shape.Table,
        Name = shape.Create?.Label ?? "Tabs in the main form",
        Id = ComponentId.Of(map, "form", shape.Table, "main"),
        Description = shape.Create is null
            ? $"{FormSection.Of(map, shape).Count} sections and {shape.Children.Count} sub-grids in tabs of their own"
            : $"Main form, {FormSection.Of(map, shape).Count} sections, {shape.Children.Count} sub-grids",
        Shape = shape,
        Map = map,
    };

    public override IReadOnlyDictionary<string, object> Columns(RowFacts facts) => new Dictionary<string, object>
    {
        ["name"] = facts.Language.Word(Name, Shape.Create?.Labels),
        ["description"] = facts.Mark("Main form."),
        ["objecttypecode"] = Table,
        ["type"] = Main,
        ["formactivationstate"] = 1,
        ["formxml"] = Text(FormXml.Form(Tabs(facts))),
    };

    /// <summary>The tabs, as they go into the form.</summary>
    public IReadOnlyList<XElement> Tabs(RowFacts facts)
    {
        var xml = new FormXml(Map, Table, facts.Language);
        IEnumerable<FormSection> sections = FormSection.Of(Map, Shape);
        List<XElement> made = [.. sections.Select(s => Section(xml, facts, s))];
        if (Shape.Create is { } create && FormSection.Of(Map, Shape).All(s => s.Name != "Summary"))
        {
            made.Insert(0, xml.Section("Summary", "Summary", 2, [.. Names(xml, create)]));
        }

        if (Shape.Create is { Notes: true } or { Activities: true })
        {
            made.Add(xml.Section("Timeline", null, 1, [xml.Timeline()]));
        }

        XElement general = xml.Tab(General, Shape.Create is null ? TableShape.ObjectLabel(Map, Shape.Objects[^1]).Split(':')[0] : "General", made);
        return Shape.Children.Count == 0 ? [general] : [general, Related(xml, facts)];
    }

    public static string Text(XElement xml) => xml.ToString(SaveOptions.DisableFormatting);

    private XElement Section(FormXml xml, RowFacts facts, FormSection section)
    {
        IEnumerable<XElement> fields = section.Columns.Select(xml.Field);
        if (section.Name == "Summary" && Shape.Create is { } create)
        {
            fields = Names(xml, create).Concat(fields);
        }

        return xml.Section(section.Name, section.Name, section.IsWide ? 1 : 2, [.. fields]);
    }

    private IEnumerable<XElement> Names(FormXml xml, TableCreation create) =>
        [xml.PrimaryName(TableShape.PrimaryName(Map, create), create.PrimaryName?.Label ?? "Name"), xml.Owner()];

    private XElement Related(FormXml xml, RowFacts facts) => xml.Tab(
        RelatedName,
        "Related",
        Shape.Children.Select(child => xml.Section(
            $"related {child.Table}",
            facts.Language.Word(child.Create.Plural, child.Create.Plurals),
            1,
            [
                xml.Grid(
                    child.Table,
                    facts.Language.Word(child.Create.Plural, child.Create.Plurals),
                    facts.IdOf(ViewRow.IdOf(Map, child.Table, ViewRow.Associated)),
                    RelationshipPlan.Name(Map, child.Table, child.Lookup.Column)),
            ])));
}
