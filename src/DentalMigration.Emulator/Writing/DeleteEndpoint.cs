using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Ui;

namespace DentalMigration.Emulator.Writing;

/// <summary><c>DELETE set(key)</c>.</summary>
internal static class DeleteEndpoint
{
    public static async ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table, RowAddress address)
    {
        WriteGuard.CheckWritable(table, "Delete");
        exchange.Caller.Demand("Delete", table);
        using WriteScope scope = await exchange.BeginWriteAsync();
        Guid id = Find(scope, table, address);
        long version = Rows.Version(scope.Connection, table, id) ?? throw Fault.DoesNotExist(table.Name, id);
        WriteGuard.CheckMatch(exchange, version);
        UiRules.OnDelete(scope, table, id);
        Cascades.Delete(scope, table, id);
        scope.Commit();
        exchange.Engine.Stats.Row("Delete", table.Name);
        return EmulatorResponse.NoContent();
    }

    /// <summary>The id that an address names; an alternate key must lead to a row.</summary>
    public static Guid Find(IRowSource source, Table table, RowAddress address) =>
        address.Id ?? Rows.Find(source.Connection, table, AlternateKeys.Values(table, address)) ?? throw Fault.NoRecordWithKey();
}
