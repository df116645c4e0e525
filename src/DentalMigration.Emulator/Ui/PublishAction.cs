using System.Xml;
using System.Xml.Linq;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Ui;

/// <summary><c>PublishXml</c> and <c>PublishAllXml</c>: makes waiting changes of forms, views, charts, site maps and apps the published
/// ones. Tables, columns and choices need none here.</summary>
internal static class PublishAction
{
    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, bool all)
    {
        exchange.Caller.Demand(Privileges.Publish);
        Selection? wanted = all ? null : Read(exchange, ActionInput.Read(exchange).Required("ParameterXml"));
        using WriteScope scope = await exchange.BeginWriteAsync();
        foreach (Table table in scope.Schema.Tables.Where(t => t.Definition.IsLayered).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            foreach (Guid id in Layers.Waiting(scope.Connection, table))
            {
                if (wanted is null || wanted.Has(scope, table, id))
                {
                    Publish(exchange, scope, table, id, named: wanted is not null);
                }
            }
        }
        scope.Commit();
        return EmulatorResponse.NoContent();
    }

    private static void Publish(Exchange exchange, WriteScope scope, Table table, Guid id, bool named)
    {
        if (table.Name == "appmodule" && !AppActions.HasSiteMap(scope, id))
        {
            if (named)
            {
                throw Fault.AppNotPublishable();
            }
            return;
        }
        string stamp = table.Has("publishedon") ? ",publishedon=?2" : "";
        using (Statement state = scope.Connection.Prepare(
            $"UPDATE {TableLayout.Quote(Layers.Draft(table))} SET componentstate=0{stamp} WHERE {TableLayout.Quote(table.PrimaryId)}=?1"))
        {
            state.Bind(1, id);
            if (stamp.Length > 0)
            {
                state.Bind(2, exchange.Engine.Services.Now);
            }
            state.Run();
        }
        Layers.Publish(scope.Connection, table, id);
    }

    private static Selection Read(Exchange exchange, string text)
    {
        XElement root;
        try
        {
            root = XmlText.Load(text);
        }
        catch (XmlException error)
        {
            throw Fault.InvalidXml(error.Message);
        }
        if (root.Name.LocalName != "importexportxml")
        {
            throw Fault.InvalidXml("The root of ParameterXml is importexportxml.");
        }
        var wanted = new Selection();
        foreach (XElement entity in root.Elements("entities").Elements("entity"))
        {
            wanted.Tables.Add(exchange.Schema.Find(entity.Value.Trim())?.Name ?? throw Fault.NoSuchTable(entity.Value.Trim()));
        }
        foreach (XElement named in (string[])["sitemaps", "appmodules", "dashboards"] is var groups
            ? groups.SelectMany(g => root.Elements(g).Elements(g[..^1])) : [])
        {
            wanted.Rows.Add(Guid.TryParse(named.Value.Trim(), out Guid id) ? id
                : throw Fault.InvalidXml($"'{named.Value.Trim()}' is not the id of a {named.Name.LocalName}."));
        }
        return wanted;
    }

    /// <summary>What a request publishes.</summary>
    private sealed class Selection
    {
        public HashSet<string> Tables { get; } = new(StringComparer.Ordinal);
        public HashSet<Guid> Rows { get; } = [];

        public bool Has(WriteScope scope, Table table, Guid id) => Rows.Contains(id)
            || (UiUse.TableColumn(table.Name) is { } column && Storage.Rows.Value(scope.Connection, table, id, column) is { Kind: CellKind.Text } owner
                && Tables.Contains(owner.Text));
    }
}
