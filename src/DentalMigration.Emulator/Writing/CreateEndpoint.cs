using DentalMigration.Emulator.Query;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Writing;

/// <summary><c>POST set</c>.</summary>
internal static class CreateEndpoint
{
    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table)
    {
        WriteGuard.CheckWritable(table, "Create");
        RowDraft row = exchange.Payload(exchange.Schema).ReadRow(table);
        using WriteScope scope = await exchange.BeginWriteAsync();
        Guid id = new RowCreator(scope, exchange.Engine.Services, exchange.Caller).Create(row);
        SolutionComponents.AddRow(exchange, scope, table, id);
        EmulatorResponse response = exchange.Prefer.Representation
            ? QueryEndpoint.Representation(exchange, scope, table, id, 201)
            : EmulatorResponse.NoContent();
        scope.Commit();
        exchange.Engine.Stats.Row("Create", table.Name);
        string address = $"{exchange.Root}{table.SetName}({id})";
        return response.With("Location", address).With("OData-EntityId", address);
    }
}
