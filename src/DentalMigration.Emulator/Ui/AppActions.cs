using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;

namespace DentalMigration.Emulator.Ui;

/// <summary>AddAppComponents, RemoveAppComponents and ValidateApp.</summary>
internal static class AppActions
{
    private const string TypePrefix = "Microsoft.Dynamics.CRM.";
    private const int SiteMap = 62;

    /// <summary>What an app may hold, with the values of <c>componenttype</c>.</summary>
    private static readonly Dictionary<string, int> Types = new(StringComparer.Ordinal)
    {
        ["entity"] = 1, ["savedquery"] = 26, ["workflow"] = 29, ["savedqueryvisualization"] = 59, ["systemform"] = 60, ["sitemap"] = SiteMap,
    };

    private sealed record Component(int Type, Guid Id);

    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, bool add)
    {
        ActionInput input = ActionInput.Read(exchange);
        Guid app = Guid.TryParse(input.Text("AppId"), out Guid id) ? id : throw ActionInput.Bad("The parameter 'AppId' is missing or no GUID.");
        exchange.Caller.Demand("Write", exchange.Schema["appmodule"]);
        using WriteScope scope = await exchange.BeginWriteAsync();
        if (!Rows.Exists(scope.Connection, scope.Schema["appmodule"], app))
        {
            throw Fault.AppUnknown();
        }
        List<Component> components = [.. input.Items("Components").Select(item => Read(scope, item))];
        if (components.Count == 0)
        {
            throw Fault.AppNoComponents();
        }
        foreach (Component component in components)
        {
            Change(exchange, scope, app, component, add);
        }
        scope.Commit();
        return EmulatorResponse.NoContent();
    }

    private static void Change(Exchange exchange, WriteScope scope, Guid app, Component component, bool add)
    {
        Guid unique = AppRules.UniqueOf(app);
        List<Component> present = Of(scope.Connection, app);
        if (!add)
        {
            using Statement remove = scope.Connection.Prepare("DELETE FROM appmodulecomponent WHERE appmoduleidunique=?1 AND objectid=?2");
            remove.Bind(1, unique).Bind(2, component.Id).Run();
            return;
        }
        if (present.Contains(component))
        {
            return;
        }
        if (component.Type == SiteMap && present.Exists(c => c.Type == SiteMap))
        {
            throw Fault.AppSecondSiteMap();
        }
        RowSeed.Insert(scope, exchange.Engine.Services.Now, scope.Schema["appmodulecomponent"], exchange.Engine.Services.Ids.Next(),
            ("appmoduleidunique", Cell.Of(unique)), ("componenttype", Cell.Of(component.Type)), ("objectid", Cell.Of(component.Id)),
            ("ismetadata", Cell.Of(component.Type == 1)), ("rootcomponentbehavior", component.Type == 1 ? Cell.Of(0) : Cell.Null));
    }

    /// <summary>Takes a row out of all apps, since it is no more; an app takes its components with it.</summary>
    public static void Forget(Connection connection, Guid id)
    {
        using Statement remove = connection.Prepare("DELETE FROM appmodulecomponent WHERE objectid=?1 OR appmoduleidunique=?2");
        remove.Bind(1, id).Bind(2, AppRules.UniqueOf(id)).Run();
    }

    public static bool HasSiteMap(IRowSource source, Guid app) => Of(source.Connection, app).Exists(c => c.Type == SiteMap);

    private static List<Component> Of(Connection connection, Guid app)
    {
        var components = new List<Component>();
        using Statement rows = connection.Prepare("SELECT componenttype, objectid FROM appmodulecomponent WHERE appmoduleidunique=?1 ORDER BY rowid");
        rows.Bind(1, AppRules.UniqueOf(app));
        while (rows.Step())
        {
            components.Add(new((int)rows.Integer(0), rows.Id(1)));
        }
        return components;
    }

    /// <summary>A component as a row reference; tables by the id of their definition.</summary>
    private static Component Read(WriteScope scope, JsonElement item)
    {
        var input = new ActionInput(item.ValueKind == JsonValueKind.Object ? item : throw ActionInput.Bad("Components takes references to rows."));
        string name = input.Required("@odata.type").TrimStart('#');
        name = name.StartsWith(TypePrefix, StringComparison.Ordinal) ? name[TypePrefix.Length..] : name;
        if (!Types.TryGetValue(name, out int type))
        {
            throw Fault.AppComponentType(name);
        }
        string key = name == "entity" ? "entityid" : scope.Schema[name].PrimaryId;
        string text = input.Text(key) ?? "";
        bool known = Guid.TryParse(text, out Guid id) && (name == "entity"
            ? scope.Schema.Tables.Any(t => t.Definition.MetadataId == id) : Rows.Exists(scope.Connection, scope.Schema[name], id));
        return known ? new(type, id) : throw Fault.AppComponentUnknown(text, name);
    }

    public static EmulatorResponse Validate(Exchange exchange)
    {
        string text = exchange.Path[0].Arguments ?? "";
        string value = text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
        value = value.StartsWith('@') ? exchange.Query[value] ?? "" : value;
        using IRowSource source = exchange.Read();
        if (!Guid.TryParse(value, out Guid app) || !Rows.Exists(source.Connection, source.Schema["appmodule"], app))
        {
            throw Fault.AppUnknown();
        }
        List<(string Kind, string Code, string Message, string Name)> issues = Issues(source, Of(source.Connection, app));
        return ActionResponse.Of(exchange, "ValidateAppResponse", json =>
        {
            json.WriteStartObject("AppValidationResponse");
            json.WriteBoolean("ValidationSuccess", issues.TrueForAll(i => i.Kind != "Error"));
            json.WriteStartArray("ValidationIssueList");
            foreach ((string kind, string code, string message, string name) in issues)
            {
                json.WriteStartObject();
                json.WriteString("ErrorType", kind);
                json.WriteString("Message", message);
                json.WriteString("DisplayName", name);
                json.WriteString("CRMErrorCode", code);
                json.WriteStartArray("RequiredComponents");
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static List<(string Kind, string Code, string Message, string Name)> Issues(IRowSource source, List<Component> components)
    {
        var issues = new List<(string, string, string, string)>();
        var tables = source.Schema.Tables.Where(t => components.Exists(c => c.Type == 1 && c.Id == t.Definition.MetadataId)).ToHashSet();
        if (components.Find(c => c.Type == SiteMap) is not { } map)
        {
            issues.Add(("Error", "0x8005011c", "App Module does not contain Site Map", ""));
        }
        else if (Rows.Value(source.Connection, source.Schema["sitemap"], map.Id, "sitemapxml") is { Kind: CellKind.Text } xml)
        {
            tables.UnionWith(SiteMapXml.Check(source.Schema, xml.Text).Tables.Select(t => source.Schema[t]));
        }
        if (tables.Count == 0)
        {
            issues.Add(("Error", "0x8005011d", "App Module does not reference at least one entity", ""));
        }
        var shown = components.Where(c => c.Type is 26 or 60).Select(c => Owner(source, c)).ToHashSet(StringComparer.Ordinal);
        foreach (Table table in tables.Where(t => !shown.Contains(t.Name)).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            issues.Add(("Warning", "0x80050115", $"The entity “{table.Name}” must have at least one form or view in the app.", table.Name));
        }
        return issues;
    }

    private static string Owner(IRowSource source, Component component)
    {
        Table table = source.Schema[component.Type == 26 ? "savedquery" : "systemform"];
        return Rows.Value(source.Connection, table, component.Id, UiUse.TableColumn(table.Name)!) is { Kind: CellKind.Text } name ? name.Text : "";
    }
}
