using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Ui;

/// <summary>How many forms, views, charts, site maps and apps, published or not, stand in the way of a deletion.</summary>
internal static class Dependencies
{
    public static int OfColumn(WriteScope scope, Table table, string column) =>
        Users(scope, column, (_, use) => use.Columns.Contains($"{table.Name}.{column}"));

    public static int OfRelationship(WriteScope scope, RelationshipDef relationship) =>
        Users(scope, relationship.SchemaName, (_, use) => use.Relationships.Contains(relationship.SchemaName));

    /// <summary>A view, a chart or a dashboard that forms, dashboards or site maps show.</summary>
    public static int OfRow(WriteScope scope, Guid id) => Users(scope, id.ToString(), (_, use) => use.Rows.Contains(id));

    /// <summary>Components of other tables that use a table, and apps that name it.</summary>
    public static int OfTable(WriteScope scope, Table table)
    {
        using Statement apps = scope.Connection.Prepare("SELECT count(*) FROM appmodulecomponent WHERE objectid=?1");
        apps.Bind(1, table.Definition.MetadataId).Step();
        return (int)apps.Integer(0) + Users(scope, table.Name, (owner, use) => owner != table.Name && use.Tables.Contains(table.Name));
    }

    /// <summary>Removes the forms, views, charts and column permissions of a table that is going.</summary>
    public static void RemoveOf(WriteScope scope, Table table)
    {
        foreach (string component in (string[])["systemform", "savedquery", "savedqueryvisualization", "fieldpermission"])
        {
            Table ui = scope.Schema[component];
            string column = UiUse.TableColumn(component) ?? "entityname";
            var ids = new List<Guid>();
            using (Statement find = scope.Connection.Prepare(
                $"SELECT {TableLayout.Quote(ui.PrimaryId)} FROM {Layers.Latest(ui)} WHERE {TableLayout.Quote(column)}=?1"))
            {
                find.Bind(1, table.Name);
                while (find.Step())
                {
                    ids.Add(find.Id(0));
                }
            }
            ids.ForEach(id => Cascades.Delete(scope, ui, id));
        }
    }

    /// <param name="scope">The transaction.</param>
    /// <param name="needle">A text that must be in the XML for it to be looked at.</param>
    /// <param name="uses">Whether a component of a table (the first parameter) counts.</param>
    private static int Users(WriteScope scope, string needle, Func<string?, ComponentUse, bool> uses)
    {
        var users = new HashSet<Guid>();
        foreach ((string component, string[] xml) in UiUse.XmlColumns)
        {
            Table table = scope.Schema[component];
            string[] columns = UiUse.TableColumn(component) is { } owner ? [.. xml, owner] : xml;
            string list = string.Join(",", columns.Select(TableLayout.Quote));
            string where = string.Join(" OR ", xml.Select(c => $"instr(lower({TableLayout.Quote(c)}), ?1)"));
            foreach (string layer in (string[])[table.Name, Layers.Draft(table)])
            {
                using Statement rows = scope.Connection.Prepare(
                    $"SELECT {TableLayout.Quote(table.PrimaryId)},{list} FROM {TableLayout.Quote(layer)} WHERE {where}");
                rows.Bind(1, needle.ToLowerInvariant());
                while (rows.Step())
                {
                    string? Text(string name) => Array.IndexOf(columns, name) is >= 0 and var i && !rows.IsNull(i + 1) ? rows.Text(i + 1) : null;
                    Guid id = rows.Id(0);
                    if (Read(scope.Schema, component, id, Text) is { } use && uses(columns.Length > xml.Length ? Text(columns[^1]) : null, use))
                    {
                        users.Add(id);
                    }
                }
            }
        }
        return users.Count;
    }

    /// <summary>What a stored component uses; null when it does not fit the schema any more.</summary>
    private static ComponentUse? Read(SchemaSnapshot schema, string component, Guid id, Func<string, string?> text)
    {
        try
        {
            return UiUse.Of(schema, component, id, text);
        }
        catch (DataverseFault)
        {
            return null;
        }
    }
}
