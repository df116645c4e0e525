using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Ui;

/// <summary>Checks the two XML texts of a view: what it asks for and how that is laid out.</summary>
internal static class ViewXml
{
    /// <param name="schema">The schema that names must be in.</param>
    /// <param name="table">The view's table.</param>
    /// <param name="fetch">FetchXML.</param>
    /// <param name="layout">LayoutXML; none for views that are no grids.</param>
    public static ComponentUse Check(SchemaSnapshot schema, Table table, string fetch, string? layout)
    {
        var use = new ComponentUse();
        var query = new FetchUse(schema, use);
        query.Check(Load(fetch, "fetchxml"), table.Name);
        if (layout is { Length: > 0 })
        {
            Layout(table, query, use, Load(layout, "layoutxml"));
        }
        return use;
    }

    private static void Layout(Table table, FetchUse query, ComponentUse use, XElement grid)
    {
        if (grid.Name.LocalName != "grid")
        {
            throw Fault.LayoutInvalid($"the root is 'grid', not '{grid.Name.LocalName}'.");
        }
        if (grid.Attribute("object") is { } code && code.Value != table.Definition.TypeCode.ToString(CultureInfo.InvariantCulture))
        {
            throw Fault.LayoutInvalid($"object is '{code.Value}', which is not the type code of {table.Name}.");
        }
        if (grid.Attribute("jump") is { Value.Length: > 0 } jump)
        {
            Column(table, use, jump.Value);
        }
        if (grid.Elements().Where(e => e.Name.LocalName == "row").ToArray() is not [{ } row])
        {
            throw Fault.LayoutInvalid("a grid has one row.");
        }
        if (row.Attribute("id") is { } id && id.Value != table.PrimaryId)
        {
            throw Fault.LayoutInvalid($"the id of the row is '{id.Value}', not '{table.PrimaryId}'.");
        }
        foreach (XElement cell in row.Elements())
        {
            Cell(table, query, use, cell);
        }
    }

    private static void Cell(Table table, FetchUse query, ComponentUse use, XElement cell)
    {
        if (cell.Name.LocalName != "cell" || (string?)cell.Attribute("name") is not { Length: > 0 } name)
        {
            throw Fault.LayoutInvalid("a row holds cells, each with a name.");
        }
        if (cell.Attribute("width") is { } width && !int.TryParse(width.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw Fault.LayoutInvalid($"the width of '{name}' is no number.");
        }
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            Column(table, use, name);
        }
        else if (query.Links.TryGetValue(name[..dot], out Table? linked))
        {
            Column(linked, use, name[(dot + 1)..]);
        }
        else
        {
            throw Fault.FetchNoAlias(name[..dot]);
        }
    }

    private static void Column(Table table, ComponentUse use, string name)
    {
        if (!table.Has(name))
        {
            throw Fault.FetchNoColumn(table.Name, name);
        }
        use.Column(table.Name, name);
    }

    private static XElement Load(string text, string what)
    {
        try
        {
            return XmlText.Load(text);
        }
        catch (XmlException error)
        {
            throw Fault.InvalidXml($"The {what} cannot be read: {error.Message}");
        }
    }
}
