using System.Xml.Linq;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema.Interface;

/// <summary>
/// The pieces of form XML (powerapps-docs, model-driven-apps/form-xml-schema.md). The ids of its parts are computed, so that the same form
/// is the same text.
/// </summary>
internal sealed class FormXml(MigrationMap map, string table, SchemaLanguage language)
{
    /// <summary>Sub-grids and charts on dashboards.</summary>
    private const string GridClass = "{e7a81278-8635-4d9e-8d4d-59480b391c5b}";

    private const string LookupClass = "{270bd3db-d9af-4782-9025-509e298dec0a}";

    private const string TextClass = "{4273edbd-ac1d-40d3-9fb2-095c621b552d}";

    private const string TimelineClass = "{06375649-c143-495e-a496-c962e5b4488e}";

    public static XElement Form(params IEnumerable<XElement> tabs) => new("form", new XElement("tabs", tabs));

    public Guid Id(string part) => ComponentId.Of(map, "form", table, part);

    public XElement Tab(string name, string label, params IEnumerable<XElement> sections) => new(
        "tab",
        new XAttribute("name", $"{map.Prefix}_{name}"),
        Identity($"tab {name}"),
        new XAttribute("IsUserDefined", "0"),
        new XAttribute("locklevel", "0"),
        new XAttribute("showlabel", "true"),
        new XAttribute("expanded", "true"),
        new XAttribute("verticallayout", "true"),
        Labels(label),
        new XElement("columns", new XElement("column", new XAttribute("width", "100%"), new XElement("sections", sections))));

    /// <param name="name">Its name within the tab.</param>
    /// <param name="label">Its heading; null for none.</param>
    /// <param name="width">Columns of cells.</param>
    /// <param name="cells">Its cells.</param>
    public XElement Section(string name, string? label, int width, IReadOnlyList<XElement> cells) => new(
        "section",
        new XAttribute("name", $"{map.Prefix}_{name}"),
        Identity($"section {name}"),
        new XAttribute("IsUserDefined", "0"),
        new XAttribute("locklevel", "0"),
        new XAttribute("showlabel", label is null ? "false" : "true"),
        new XAttribute("showbar", "false"),
        new XAttribute("layout", "varwidth"),
        new XAttribute("columns", new string('1', width)),
        Labels(label ?? name),
        new XElement("rows", cells.Chunk(width).Select(row => new XElement("row", row))));

    public XElement Field(ColumnMap column) =>
        Cell(column.Column, language.Word(column.Create!.Label, column.Create.Labels), Control(column.Column, ClassOf(column.Create.Type), column.Column));

    public XElement PrimaryName(string column, string label) => Cell(column, label, Control(column, TextClass, column));

    public XElement Owner() => Cell("ownerid", "Owner", Control("ownerid", LookupClass, "ownerid"));

    public XElement Timeline() => Tall(Cell("notescontrol", "Timeline", Control("notescontrol", TimelineClass, null)), 10);

    /// <summary>A sub-grid of the rows that point to this one.</summary>
    public XElement Grid(string child, string label, Guid view, string relationship) => Tall(
        Cell($"grid {child}", label, Control($"grid_{child}", GridClass, null, [
            new XElement("ViewId", ComponentId.Braced(view)),
            new XElement("IsUserView", "false"),
            new XElement("RelationshipName", relationship),
            new XElement("TargetEntityType", child),
            new XElement("AutoExpand", "Fixed"),
            new XElement("RecordsPerPage", "5"),
            new XElement("EnableQuickFind", "false"),
            new XElement("EnableViewPicker", "true"),
            new XElement("EnableJumpBar", "false"),
            new XElement("ChartGridMode", "Grid"),
            new XElement("EnableChartPicker", "false"),
        ])),
        5);

    /// <summary>A chart of a dashboard.</summary>
    public XElement Chart(string name, string label, string of, Guid view, Guid chart, int columns, int rows) => Tall(
        Cell($"chart {name}", label, Control($"chart_{Id($"chart {name}"):N}", GridClass, null, [
            new XElement("TargetEntityType", of),
            new XElement("ChartGridMode", "Chart"),
            new XElement("EnableQuickFind", "false"),
            new XElement("EnableViewPicker", "false"),
            new XElement("EnableJumpBar", "false"),
            new XElement("RecordsPerPage", "10"),
            new XElement("ViewId", ComponentId.Braced(view)),
            new XElement("IsUserView", "false"),
            new XElement("ViewIds", ""),
            new XElement("AutoExpand", "Fixed"),
            new XElement("VisualizationId", ComponentId.Braced(chart)),
            new XElement("IsUserChart", "false"),
            new XElement("EnableChartPicker", "false"),
            new XElement("RelationshipName", ""),
        ]), columns),
        rows);

    private static XElement Tall(XElement cell, int rows)
    {
        cell.SetAttributeValue("rowspan", rows);
        return cell;
    }

    private static XElement Control(string id, string classId, string? column, IReadOnlyList<XElement>? parameters = null) => new(
        "control",
        new XAttribute("id", id),
        new XAttribute("classid", classId),
        column is null ? null : new XAttribute("datafieldname", column),
        parameters is { } given && given.Any(p => p.Name == "RelationshipName" && p.Value.Length > 0) ? new XAttribute("indicationOfSubgrid", "true") : null,
        new XAttribute("disabled", "false"),
        parameters is null ? null : new XElement("parameters", parameters));

    /// <summary>The control of a column. The documents name none for files; the app shows a file by the column, whatever the control.</summary>
    private static string ClassOf(ColumnType type) => type switch
    {
        ColumnType.Memo => "{e0dece4b-6fc8-4a8f-a065-082708572369}",
        ColumnType.Integer => "{c6d124ca-7eda-4a60-aea9-7fb8d318b68f}",
        ColumnType.Decimal => "{c3efe0c3-0ec6-42be-8349-cbd9079dfd8e}",
        ColumnType.Money => "{533b9e00-756b-4312-95a0-dc888637ac78}",
        ColumnType.DateOnly or ColumnType.DateTime => "{5b773807-9fb2-42db-97c3-7a91eff8adff}",
        ColumnType.Boolean => "{67fac785-cd58-4f9f-abb3-4b7ddc6ed5ed}",
        ColumnType.Picklist => "{3ef39988-22bb-4f0b-bbbe-64b5a3748aee}",
        ColumnType.Lookup => LookupClass,
        _ => TextClass,
    };

    private XElement Cell(string name, string label, XElement control, int columns = 1) => new(
        "cell",
        Identity($"cell {name}"),
        new XAttribute("showlabel", "true"),
        new XAttribute("locklevel", "0"),
        columns == 1 ? null : new XAttribute("colspan", columns),
        Labels(label),
        control);

    private XAttribute Identity(string part) => new("id", ComponentId.Braced(Id(part)));

    private XElement Labels(string label) => new(
        "labels", new XElement("label", new XAttribute("description", label), new XAttribute("languagecode", language.Code)));
}
