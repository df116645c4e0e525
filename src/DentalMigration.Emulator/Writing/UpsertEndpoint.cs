using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Query;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Writing;

/// <summary><c>PATCH set(key)</c>: updates the row, or creates it unless <c>If-Match</c> forbids.</summary>
internal static class UpsertEndpoint
{
    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table, RowAddress address)
    {
        WriteGuard.CheckWritable(table, "Update");
        RowDraft row = exchange.Payload(exchange.Schema).ReadRow(table);
        using WriteScope scope = await exchange.BeginWriteAsync();
        var key = address.Id is null ? AlternateKeys.Values(table, address) : null;
        Guid? found = key is null ? address.Id : Rows.Find(scope.Connection, table, key);
        long? version = found is { } candidate ? Rows.Version(scope.Connection, table, candidate) : null;
        bool created = version is null;
        Guid id;
        if (version is { } current)
        {
            if (exchange.Header("If-None-Match") == "*")
            {
                throw Fault.AlreadyExists();
            }
            WriteGuard.CheckMatch(exchange, current);
            id = found!.Value;
            new RowUpdater(scope, exchange.Engine.Services, exchange.Caller).Update(row, id);
        }
        else
        {
            id = Create(exchange, scope, row, address, key);
        }
        SolutionComponents.AddRow(exchange, scope, table, id);
        EmulatorResponse response = exchange.Prefer.Representation
            ? QueryEndpoint.Representation(exchange, scope, table, id, created ? 201 : 200)
            : EmulatorResponse.NoContent();
        scope.Commit();
        exchange.Engine.Stats.Row(created ? "Create" : "Update", table.Name);
        return response.With("OData-EntityId", $"{exchange.Root}{table.SetName}({id})");
    }

    private static Guid Create(Exchange exchange, WriteScope scope, RowDraft row, RowAddress address,
        List<(ColumnDef Column, Cell Value)>? key)
    {
        if (exchange.Header("If-Match") is not null)
        {
            throw address.Id is { } missing ? Fault.DoesNotExist(row.Table.Name, missing) : Fault.NoRecordWithKey();
        }
        WriteGuard.CheckWritable(row.Table, "Create");
        if (address.Id is { } id)
        {
            row.Id = id;
        }
        foreach ((ColumnDef column, Cell value) in key ?? [])
        {
            row.Set(column.Name, value, column);
            if (column.IsPolymorphic)
            {
                throw Fault.KeyInvalid("a polymorphic lookup cannot be part of a key.");
            }
        }
        return new RowCreator(scope, exchange.Engine.Services, exchange.Caller).Create(row);
    }
}
