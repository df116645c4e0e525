using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Identity;

/// <summary>Which privileges a user has, and giving privileges to roles and taking them away.</summary>
internal static class PrivilegeFunctions
{
    private const string Namespace = "Microsoft.Dynamics.CRM.";

    /// <summary>Whether a path below a user or a role is answered here.</summary>
    public static bool Answers(Exchange exchange, Table table) => exchange.Path.Count == 2 && (exchange.Method, table.Name, exchange.Path[1].Name) is
        ("GET", "systemuser", Namespace + "RetrieveUserPrivileges" or Namespace + "RetrieveUserPrivilegeByPrivilegeName")
        or ("POST", "role", Namespace + "AddPrivilegesRole" or Namespace + "RemovePrivilegeRole");

    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table, RowAddress address) =>
        table.Name == "role" ? ChangeAsync(exchange, table, address) : new(OfUser(exchange, table, address));

    /// <summary>All privileges of a user's roles, or the one that is named; none when the user lacks it.</summary>
    private static EmulatorResponse OfUser(Exchange exchange, Table table, RowAddress address)
    {
        exchange.Caller.Demand("Read", table);
        using IRowSource source = exchange.Read();
        Guid user = DeleteEndpoint.Find(source, table, address);
        if (!Rows.Exists(source.Connection, table, user))
        {
            throw Fault.DoesNotExist(table.Name, user);
        }
        string? wanted = NameOf(exchange);
        Rights rights = user == exchange.Engine.Administrator ? Rights.All : RoleStore.Of(source.Connection, user);
        Guid unit = Rows.Value(source.Connection, table, user, "businessunitid").Id;
        string type = exchange.Path[1].Name[Namespace.Length..] + "Response";
        return ActionResponse.Of(exchange, type, json =>
        {
            json.WriteStartArray("RolePrivileges");
            using Statement rows = source.Connection.Prepare("SELECT privilegeid, name FROM privilege ORDER BY name");
            while (rows.Step())
            {
                string name = rows.Text(1);
                if (rights.Has(name) && (wanted is null || name.Equals(wanted, StringComparison.OrdinalIgnoreCase)))
                {
                    json.WriteStartObject();
                    json.WriteString("Depth", "Global");
                    json.WriteString("PrivilegeId", rows.Id(0));
                    json.WriteString("BusinessUnitId", unit);
                    json.WriteString("PrivilegeName", name);
                    json.WriteString("RecordFilterId", Guid.Empty);
                    json.WriteEndObject();
                }
            }
            json.WriteEndArray();
        });
    }

    /// <summary>The argument of RetrieveUserPrivilegeByPrivilegeName; null for the function that takes none.</summary>
    private static string? NameOf(Exchange exchange)
    {
        PathSegment function = exchange.Path[1];
        if (function.Name == Namespace + "RetrieveUserPrivileges")
        {
            return null;
        }
        string text = function.Arguments ?? "";
        string value = text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
        value = value.StartsWith('@') ? exchange.Query[value] ?? "" : value;
        return value.Trim('\'') is { Length: > 0 } name ? name : throw Fault.QuerySyntax();
    }

    private static async ValueTask<EmulatorResponse> ChangeAsync(Exchange exchange, Table table, RowAddress address)
    {
        exchange.Caller.Demand("Write", table);
        ActionInput input = ActionInput.Read(exchange);
        bool add = exchange.Path[1].Name == Namespace + "AddPrivilegesRole";
        List<JsonElement> given = add ? [.. input.Items("Privileges")] : [input.Element];
        using WriteScope scope = await exchange.BeginWriteAsync();
        Guid role = DeleteEndpoint.Find(scope, table, address);
        if (Rows.Value(scope.Connection, table, role, "name") is not { Kind: CellKind.Text } name)
        {
            throw Fault.DoesNotExist(table.Name, role);
        }
        if (name.Text == "System Administrator")
        {
            throw Fault.AdministratorRole();
        }
        foreach (JsonElement item in given)
        {
            Guid id = item.ValueKind == JsonValueKind.Object && Guid.TryParse(new ActionInput(item).Text("PrivilegeId"), out Guid found) ? found
                : throw ActionInput.Bad("'PrivilegeId' is missing or no GUID.");
            string privilege = Rows.Value(scope.Connection, scope.Schema["privilege"], id, "name") is { Kind: CellKind.Text } known ? known.Text
                : throw Fault.DoesNotExist("privilege", id);
            RoleStore.Set(scope.Connection, role, privilege, lacks: !add);
        }
        scope.Commit();
        return EmulatorResponse.NoContent();
    }
}
