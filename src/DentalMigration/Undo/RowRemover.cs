using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;

namespace DentalMigration.Undo;

/// <summary>
/// Deletes the rows of an object that the migration made, each under the version it had after our last write, so that a row people
/// changed since stays. A row something hangs on that stays, of others or of ours, stays too, since the delete would take that with it.
/// </summary>
internal sealed class RowRemover(UndoContext context, ObjectMap map, UndoneObject counts)
{
    private readonly int _number = context.Ledger.ObjectNumber(map.Object, map.Table);
    private readonly HashSet<string> _keptNow = new(StringComparer.Ordinal);
    private readonly BatchParts _parts = new(context.Options.BatchSize);
    private string _set = "";
    private RowRefusals _refusals = null!;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long total = context.Ledger.Undo.CountMade(map.Object, context.Scope.Run, context.Scope.Practices);
        if (total == 0 || await context.TableAsync(map.Table, cancellationToken) is not { } table)
        {
            return;
        }

        _set = table.EntitySetName;
        List<LedgerRecord> keptBefore = [.. Walk(RecordState.Kept)];
        _refusals = new RowRefusals(context, map, _number, await AttachmentFinder.FindAsync(context, map, _number, cancellationToken));
        await new LinkRemover(context, _number, _set, table.PrimaryIdAttribute, _refusals).RunAsync(cancellationToken);
        foreach (IEnumerable<LedgerRecord> rows in (IEnumerable<LedgerRecord>[])[Walk(RecordState.Written), Walk(RecordState.Intent), keptBefore])
        {
            await using var queue = new SendQueue(context.Pool.Places, cancellationToken);
            foreach (LedgerRecord[] batch in rows.Where(r => !IsKeptNow(r)).Chunk(context.Options.BatchSize))
            {
                if (context.Stops())
                {
                    await queue.DrainAsync();
                    return;
                }

                await queue.AddAsync(stop => RemoveAsync(batch, stop));
                context.Progress?.Report(new LoadProgress("undo", map.Object, counts.Deleted + counts.Kept, total, counts.Kept, 0, context.Pool.Throttled));
            }

            await queue.DrainAsync();
        }

        context.Ledger.Commit();
    }

    private IEnumerable<LedgerRecord> Walk(RecordState state) => context.Ledger.Records.Walk(_number, state).Where(context.Scope.Deletes);

    private async Task RemoveAsync(IReadOnlyList<LedgerRecord> rows, CancellationToken cancellationToken)
    {
        var open = new List<LedgerRecord>();
        IReadOnlySet<Guid> changed = await FindChangedAsync([.. rows.Where(r => _refusals.Of(r)?.Code == "StillNeeded")], cancellationToken);
        foreach (LedgerRecord row in rows)
        {
            if (changed.Contains(row.Id))
            {
                KeepChanged(row);
            }
            else if (_refusals.Of(row) is { } refusal)
            {
                Keep(row, refusal.Code, refusal.Reason);
            }
            else
            {
                // As it is now: cutting its links may have moved its version on.
                open.Add(context.Ledger.Records.Find(_number, row.Key) ?? row);
            }
        }

        await _parts.SendAsync(open, context.NewPatience(), part => OnceAsync(part, cancellationToken), cancellationToken);
        context.Ledger.Commit();
    }

    /// <summary>Which of the rows that stay for the sake of others people changed as well: that is what is told of them.</summary>
    private async Task<IReadOnlySet<Guid>> FindChangedAsync(IReadOnlyList<LedgerRecord> rows, CancellationToken cancellationToken)
    {
        if (context.Options.Force)
        {
            return new HashSet<Guid>();
        }

        BatchOperation[] reads = [.. rows.Select(r => BatchOperation.Get($"{_set}({r.Id:D})?$select={RowStamp.ModifiedBy}"))];
        IReadOnlyList<BatchResult> results = await SureRead.BatchAsync(context.Pool, context.NewPatience(), reads, cancellationToken);
        return rows.Zip(results)
            .Where(p => p.Second.IsSuccess && (p.First.Edited || RowStamp.IsChanged(p.First, p.Second.Json(), context.Ours))).Select(p => p.First.Id).ToHashSet();
    }

    private async Task<List<LedgerRecord>> OnceAsync(List<LedgerRecord> rows, CancellationToken cancellationToken)
    {
        Dictionary<Guid, string> read = await ReadUnknownAsync(rows, cancellationToken);
        IReadOnlyList<BatchResult> results = await context.Pool.BatchAsync(
            [.. rows.Select(r => BatchOperation.Delete(_set, r.Id, Version(r) ?? read.GetValueOrDefault(r.Id)))],
            context.WriteOptions,
            cancellationToken);
        var again = new List<LedgerRecord>();
        var deleted = new List<Guid>();
        for (int i = 0; i < rows.Count; i++)
        {
            BatchResult? result = i < results.Count ? results[i] : null;
            if (result is null || result.IsTransient || (result.Status == 412 && read.ContainsKey(rows[i].Id)))
            {
                again.Add(rows[i]);
            }
            else if (result.IsSuccess || result.Status == 404)
            {
                context.Ledger.Records.Set(_number, rows[i].Key, RecordState.Undone);
                context.Ledger.Undo.Forget(_number, rows[i].Key);
                deleted.Add(rows[i].Id);
                counts.Delete();
            }
            else if (result.Status == 412)
            {
                KeepChanged(rows[i]);
            }
            else
            {
                Keep(rows[i], "DeleteRefused", RefusalReason.Of(result.Error ?? new DataverseError("0x0", "")).Reason);
            }
        }

        if (deleted.Count > 0)
        {
            context.Audit("delete", map.Table, "done", deleted);
        }

        return again.Count > 0 && again.Count == rows.Count ? throw PassingFailure.Of(results) : again;
    }

    /// <summary>
    /// Reads rows the load did not come to read back. One that somebody else changed last is kept and taken from the list; of the others
    /// the version is returned, so that they go as they were seen.
    /// </summary>
    private async Task<Dictionary<Guid, string>> ReadUnknownAsync(List<LedgerRecord> rows, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<Guid, string>();
        List<LedgerRecord> unknown = context.Options.Force ? [] : [.. rows.Where(r => r.Version is null)];
        IReadOnlyList<BatchResult> results = await context.Pool.BatchAsync(
            [.. unknown.Select(r => BatchOperation.Get($"{_set}({r.Id:D})?$select=_modifiedby_value"))], null, cancellationToken);
        if (results.Any(r => r.IsTransient))
        {
            throw PassingFailure.Of(results);
        }

        foreach ((LedgerRecord row, BatchResult result) in unknown.Zip(results).Where(p => p.Second.Status != 404))
        {
            if (!result.IsSuccess)
            {
                Keep(row, "DeleteRefused", RefusalReason.Of(result.Error ?? new DataverseError("0x0", "")).Reason);
                rows.Remove(row);
                continue;
            }

            JsonElement current = result.Json();
            if (RowStamp.IsChanged(row, current, context.Ours))
            {
                KeepChanged(row);
                rows.Remove(row);
            }
            else
            {
                versions.Add(row.Id, current.GetProperty("@odata.etag").GetString()!);
            }
        }

        return versions;
    }

    private string? Version(LedgerRecord row) => context.Options.Force || row.Version is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"W/\"{row.Version}\"");

    private void KeepChanged(LedgerRecord row) =>
        Keep(row, "ChangedSince", "People changed the row since it was written. Look at it; undo with force to delete it all the same.");

    private void Keep(LedgerRecord row, string code, string reason)
    {
        if (RowRefusals.IsKept(code))
        {
            context.Ledger.Records.Set(_number, row.Key, RecordState.Kept, keepVersion: true);
        }

        context.Tell(map, row.Key, code, "", reason);
        context.Audit("delete", map.Table, code, [row.Id]);
        lock (_keptNow)
        {
            _keptNow.Add(row.Key);
        }

        counts.Keep(code);
    }

    private bool IsKeptNow(LedgerRecord row)
    {
        lock (_keptNow)
        {
            return _keptNow.Contains(row.Key);
        }
    }
}
