using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;

namespace DentalMigration.Undo;

/// <summary>
/// Looks at the organisation after an undo: which rows carry the migration's numbers still, and whether each column that was put back reads as
/// before. Only then are the images of what was put back forgotten.
/// </summary>
internal sealed class UndoVerifier(UndoContext context)
{
    private readonly Lock _images = new();
    private long _found;
    private long _unexpected;
    private long _restored;
    private long _differing;

    public async Task<UndoVerification> RunAsync(CancellationToken cancellationToken)
    {
        await using (var queue = new SendQueue(context.Pool.Places, cancellationToken))
        {
            foreach (IReadOnlyList<RestoredRow> batch in context.Restored.Read(context.Map, context.Options.BatchSize))
            {
                await queue.AddAsync(stop => LookAsync(batch, stop));
            }

            await queue.DrainAsync();
        }

        foreach (ObjectMap map in context.Map.Objects.Where(o => o.Action == MapAction.Create))
        {
            await CountAsync(map, cancellationToken);
        }

        context.Ledger.Commit();
        return new UndoVerification(_found, _found - _unexpected, _unexpected, _restored, _differing);
    }

    private async Task LookAsync(IReadOnlyList<RestoredRow> rows, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> results = await ReadAsync(rows, cancellationToken);
        foreach ((RestoredRow row, BatchResult result) in rows.Zip(results))
        {
            JsonElement? now = result.IsSuccess ? result.Json() : null;
            string? differing = now is not { } current ? null : row.Columns
                .FirstOrDefault(c => !ColumnImage.Same(c.Value, current.TryGetProperty(c.Key, out JsonElement value) ? value : null)).Key;
            if (differing is not null)
            {
                Interlocked.Increment(ref _differing);
                context.Tell(row.Map, row.Key, "RestoreNotHeld", differing, "The column was put back and reads otherwise. Somebody, or logic of the organisation, wrote to it meanwhile. Look at it.");
                continue;
            }

            if (row.Columns.Count > 0 && now is not null)
            {
                Interlocked.Increment(ref _restored);
            }

            lock (_images)
            {
                Forget(row, now);
            }
        }

        context.Ledger.Commit();
    }

    private void Forget(RestoredRow row, JsonElement? now)
    {
        LedgerRecord record = context.Ledger.Records.Find(row.Number, row.Key)!;
        if (context.Scope.Run is not { } run)
        {
            if (!row.IsWhole)
            {
                return;
            }

            context.Ledger.PreImages.Remove(row.Number, row.Key);
            context.Ledger.Records.Set(row.Number, row.Key, record.State == RecordState.Held ? RecordState.Held : RecordState.Undone);
            return;
        }

        if (context.Ledger.PreImages.Find(row.Number, row.Key, run) is { } image)
        {
            if (ColumnImage.Without(image, row.Written) is { } left)
            {
                context.Ledger.PreImages.Keep(row.Number, row.Key, run, left);
            }
            else
            {
                context.Ledger.PreImages.Remove(row.Number, row.Key, run);
            }
        }

        if (record is { Made: true, Version: null } && now is { } current && !RowStamp.IsChanged(record, current, context.Ours))
        {
            context.Ledger.Records.Verified(row.Number, row.Key, RowStamp.Version(current));
        }
    }

    private Task<IReadOnlyList<BatchResult>> ReadAsync(IReadOnlyList<RestoredRow> rows, CancellationToken cancellationToken) => SureRead.BatchAsync(
        context.Pool, context.NewPatience(), [.. rows.Select(r => BatchOperation.Get($"{r.Set}({r.Id:D})?{ColumnImage.Query(r.Columns.Keys)}"))], cancellationToken);

    private async Task CountAsync(ObjectMap map, CancellationToken cancellationToken)
    {
        if (await context.TableAsync(map.Table, cancellationToken) is not { } table || table.Column("importsequencenumber") is null)
        {
            return;
        }

        int number = context.Ledger.ObjectNumber(map.Object, map.Table);
        string url = string.Create(
            CultureInfo.InvariantCulture,
            $"{table.EntitySetName}?$select={table.PrimaryIdAttribute}&$filter=importsequencenumber eq {ImportNumber.Of(context.Map, map)}");
        await foreach (JsonElement row in context.Target.QueryAsync(url, null, cancellationToken))
        {
            _found++;
            LedgerRecord? record = context.Ledger.Records.FindById(number, row.GetProperty(table.PrimaryIdAttribute).GetGuid());
            if (record is null ? !context.Options.IsPartial : record.State == RecordState.Undone && record.Made)
            {
                _unexpected++;
                context.Tell(map, record?.Key ?? "", "RowStillThere", "", "A row with the migration's number is there that was to be gone. Look at it, and undo again.");
            }
        }
    }
}
