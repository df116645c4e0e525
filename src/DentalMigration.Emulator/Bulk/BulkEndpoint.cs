using System.Text.Json;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Bulk;

/// <summary>CreateMultiple, UpdateMultiple and UpsertMultiple: one transaction, all or nothing.</summary>
internal static class BulkEndpoint
{
    public static ValueTask<EmulatorResponse> HandleAsync(Exchange exchange, Table table, string message)
    {
        bool supported = message switch
        {
            "CreateMultiple" => table.Definition.CreateMultiple,
            "UpdateMultiple" => table.Definition.UpdateMultiple,
            "UpsertMultiple" => table.Definition is { CreateMultiple: true, UpdateMultiple: true },
            "DeleteMultiple" => throw new DataverseFault(501, "0x80040800", "DeleteMultiple has not yet been implemented."),
            _ => throw Fault.NoSuchResource("Microsoft.Dynamics.CRM." + message),
        };
        if (!supported)
        {
            throw Fault.MessageNotSupported(message, table.Name);
        }
        List<RowDraft> rows = exchange.Payload(exchange.Schema).ReadTargets(table);
        return message switch
        {
            "CreateMultiple" => CreateAsync(exchange, table, rows),
            "UpdateMultiple" => UpdateAsync(exchange, table, rows),
            _ => UpsertAsync(exchange, table, rows),
        };
    }

    private static async ValueTask<EmulatorResponse> CreateAsync(Exchange exchange, Table table, List<RowDraft> rows)
    {
        var ids = new List<Guid>(rows.Count);
        using (WriteScope scope = await exchange.BeginWriteAsync())
        {
            var creator = new RowCreator(scope, exchange.Engine.Services, exchange.Caller);
            foreach (RowDraft row in rows)
            {
                ids.Add(creator.Create(row));
            }
            scope.Commit();
        }
        exchange.Engine.Stats.Row("CreateMultiple", table.Name, rows.Count);
        return Ids(exchange, ids);
    }

    private static EmulatorResponse Ids(Exchange exchange, List<Guid> ids)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(128 + (ids.Count * 40));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", exchange.Root + "$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse");
            json.WriteStartArray("Ids");
            foreach (Guid id in ids)
            {
                json.WriteStringValue(id);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return EmulatorResponse.Json(200, buffer.WrittenMemory);
    }

    /// <summary>Of several items for the same row the first is applied, the others are ignored.</summary>
    private static async ValueTask<EmulatorResponse> UpdateAsync(Exchange exchange, Table table, List<RowDraft> rows)
    {
        using (WriteScope scope = await exchange.BeginWriteAsync())
        {
            var updater = new RowUpdater(scope, exchange.Engine.Services, exchange.Caller);
            var seen = new HashSet<Guid>();
            foreach (RowDraft row in rows)
            {
                BulkTarget target = BulkTarget.Of(scope, row);
                if (!target.Exists)
                {
                    throw target.Id is { } id ? Fault.DoNotExist(table.Name, id) : Fault.NoRecordWithKey();
                }
                if (seen.Add(target.Id!.Value))
                {
                    updater.Update(row, target.Id.Value);
                }
            }
            scope.Commit();
        }
        exchange.Engine.Stats.Row("UpdateMultiple", table.Name, rows.Count);
        return EmulatorResponse.NoContent();
    }

    /// <summary>Duplicates within one payload are an error.</summary>
    private static async ValueTask<EmulatorResponse> UpsertAsync(Exchange exchange, Table table, List<RowDraft> rows)
    {
        using (WriteScope scope = await exchange.BeginWriteAsync())
        {
            var updater = new RowUpdater(scope, exchange.Engine.Services, exchange.Caller);
            var creator = new RowCreator(scope, exchange.Engine.Services, exchange.Caller);
            var seen = new HashSet<Guid>();
            foreach (RowDraft row in rows)
            {
                BulkTarget target = BulkTarget.Of(scope, row);
                target.PrepareCreate(row);
                Guid id = target.Exists ? target.Id!.Value : creator.Create(row);
                if (!seen.Add(id))
                {
                    throw Fault.DuplicateId();
                }
                if (target.Exists)
                {
                    updater.Update(row, id);
                }
            }
            scope.Commit();
        }
        exchange.Engine.Stats.Row("UpsertMultiple", table.Name, rows.Count);
        return EmulatorResponse.NoContent();
    }
}
