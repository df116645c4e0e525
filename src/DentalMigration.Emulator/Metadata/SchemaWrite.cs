using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Runs one change of the schema in its transaction.</summary>
internal static class SchemaWrite
{
    /// <param name="exchange">The request.</param>
    /// <param name="change">Makes the change; returns the address of what was made, below the root, or null.</param>
    public static async ValueTask<EmulatorResponse> RunAsync(Exchange exchange, Func<WriteScope, SchemaEdit, string?> change)
    {
        exchange.Caller.Demand(PrivilegeOf(exchange));
        using WriteScope scope = await exchange.BeginWriteAsync();
        var edit = new SchemaEdit(scope, exchange.Engine.Services.Ids);
        string? address = change(scope, edit);
        edit.Apply();
        SolutionComponents.Add(exchange, scope, edit.Touched);
        scope.Commit();
        exchange.Engine.Stats.Row(exchange.Method, "metadata");
        return address is null ? EmulatorResponse.NoContent()
            : EmulatorResponse.NoContent().With("Location", exchange.Root + address).With("OData-EntityId", exchange.Root + address);
    }

    /// <summary>The customizing privilege that a change needs, by its verb and by what it changes.</summary>
    private static string PrivilegeOf(Exchange exchange)
    {
        string kind = exchange.Path[0].Name switch
        {
            "EntityDefinitions" => exchange.Path.Count > 1 ? "Attribute" : "Entity",
            "RelationshipDefinitions" or "CreateCustomerRelationships" => "Relationship",
            "GlobalOptionSetDefinitions" => "OptionSet",
            _ => "",
        };
        return kind.Length == 0 ? "prvWriteAttribute"
            : (exchange.Method switch { "POST" => "prvCreate", "DELETE" => "prvDelete", _ => "prvWrite" }) + kind;
    }
}
