using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Ui;

/// <summary>Reads what a form, view, chart or site map uses from its columns, checking them on the way.</summary>
internal static class UiUse
{
    /// <summary>The columns that hold XML, by table.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> XmlColumns = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["systemform"] = ["formxml"], ["savedquery"] = ["fetchxml", "layoutxml"], ["savedqueryvisualization"] = ["datadescription", "presentationdescription"],
        ["sitemap"] = ["sitemapxml"],
    };

    /// <summary>The column that names the table a component belongs to; null for components that stand alone.</summary>
    public static string? TableColumn(string component) => component switch
    {
        "systemform" => "objecttypecode",
        "savedquery" => "returnedtypecode",
        "savedqueryvisualization" => "primaryentitytypecode",
        _ => null,
    };

    /// <param name="schema">The schema that names must be in.</param>
    /// <param name="component">The component's table.</param>
    /// <param name="id">Its id, for messages.</param>
    /// <param name="text">Gives the text of a column; null when it is empty.</param>
    public static ComponentUse Of(SchemaSnapshot schema, string component, Guid id, Func<string, string?> text)
    {
        string Required(string column) => text(column) ?? throw Fault.RequiredMissing(component, column);
        switch (component)
        {
            case "systemform":
                return FormXml.Check(schema, text("objecttypecode") is { } code and not "none" ? TableOf(schema, code) : null, id, Required("formxml"));
            case "savedquery":
                return ViewXml.Check(schema, TableOf(schema, Required("returnedtypecode")), Required("fetchxml"), text("layoutxml"));
            case "savedqueryvisualization":
                Table charted = TableOf(schema, Required("primaryentitytypecode"));
                return ChartXml.Check(schema, charted, Required("datadescription"), Required("presentationdescription"));
            default:
                return SiteMapXml.Check(schema, text("sitemapxml"));
        }
    }

    /// <summary>Refuses views, charts and dashboards that are not there.</summary>
    public static void CheckRows(WriteScope scope, ComponentUse use, Guid dependent)
    {
        foreach (Guid id in use.Rows)
        {
            if (!XmlColumns.Keys.Any(t => Rows.Exists(scope.Connection, scope.Schema[t], id)))
            {
                throw Fault.MissingDependency("SavedQuery", id.ToString(), "SystemForm", dependent);
            }
        }
    }

    private static Table TableOf(SchemaSnapshot schema, string name) => schema.Find(name) ?? throw Fault.NoSuchTable(name);
}
