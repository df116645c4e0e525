using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Undo;

/// <summary>
/// Deletes the rows of an object that the migration made, each under the version it had after our last write, so that a row people
/// changed since stays. A row something of others hangs on stays too, since the delete would take that with it.
/// </summary>
internal sealed class RowRemover(UndoContext context, ObjectMap map)
{
    private readonly int _number = context.Ledger.ObjectNumber(map.Object, map.Table);
    private readonly UndoneObject _counts = new() { Object = map.Object, Table = map.Table };
    private readonly Lock _gate = new();
    private readonly IReadOnlySet<Guid> _ours = context.Ledger.Runs.Users();
    private readonly HashSet<string> _keptNow = new(StringComparer.Ordinal);
    private string _set = "";
    private IReadOnlySet<Guid> _attached = new HashSet<Guid>();

    public async Task<UndoneObject> RunAsync(CancellationToken cancellationToken)
    {
        long total = context.Ledger.Records.Count(_number, RecordState.Written) + context.Ledger.Records.Count(_number, RecordState.Intent)
            + context.Ledger.Records.Count(_number, RecordState.Kept);
        if (total == 0 || await context.Target.Metadata.GetTableAsync(map.Table, cancellationToken) is not { } table)
        {
            return _counts;
        }

        _set = table.EntitySetName;
        List<LedgerRecord> keptBefore = [.. context.Ledger.Records.Walk(_number, RecordState.Kept)];
        await new LinkRemover(context, _number, _set, table.PrimaryIdAttribute).RunAsync(KeepChanged, cancellationToken);
        _attached = await AttachmentFinder.FindAsync(context, map, _number, cancellationToken);
        foreach (RecordState state in new[] { RecordState.Written, RecordState.Intent })
        {
            await using var queue = new SendQueue(context.Pool.Places, cancellationToken);
            foreach (LedgerRecord[] batch in context.Ledger.Records.Walk(_number, state).Chunk(context.Options.BatchSize))
            {
                if (context.Stops())
                {
                    await queue.DrainAsync();
                    return _counts;
                }

                await queue.AddAsync(stop => RemoveAsync(batch, stop));
                context.Progress?.Report(new LoadProgress("undo", map.Object, _counts.Deleted + _counts.Kept, total, _counts.Kept, 0, context.Pool.Throttled));
            }

            await queue.DrainAsync();
        }

        // Kept in an earlier undo: what kept them may be gone by now.
        foreach (LedgerRecord[] batch in keptBefore.Where(r => !_keptNow.Contains(r.Key)).Chunk(context.Options.BatchSize))
        {
            await RemoveAsync(batch, cancellationToken);
        }

        context.Ledger.Steps.Clear(_number);
        context.Ledger.Files.Clear(_number);
        context.Ledger.Commit();
        return _counts;
    }

    private async Task RemoveAsync(IReadOnlyList<LedgerRecord> rows, CancellationToken cancellationToken)
    {
        List<LedgerRecord> open = [.. rows.Where(r => !_attached.Contains(r.Id))];
        foreach (LedgerRecord row in rows.Where(r => _attached.Contains(r.Id)))
        {
            Keep(row, "AttachedSince", "Something that is not ours hangs on the row. Move or delete that first, then undo again.");
        }

        Patience patience = context.NewPatience();
        var deleted = new List<Guid>();
        while (open.Count > 0)
        {
            try
            {
                open = await OnceAsync(open, deleted, cancellationToken);
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
            }
        }

        if (deleted.Count > 0)
        {
            context.Audit("delete", map.Table, "done", deleted);
        }

        context.Ledger.Commit();
    }

    private async Task<List<LedgerRecord>> OnceAsync(List<LedgerRecord> rows, List<Guid> deleted, CancellationToken cancellationToken)
    {
        Dictionary<Guid, string> read = await ReadUnknownAsync(rows, cancellationToken);
        IReadOnlyList<BatchResult> results = await context.Pool.BatchAsync(
            [.. rows.Select(r => BatchOperation.Delete(_set, r.Id, Version(r) ?? read.GetValueOrDefault(r.Id)))],
            context.WriteOptions,
            cancellationToken);
        var again = new List<LedgerRecord>();
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
                deleted.Add(rows[i].Id);
                Count(kept: false);
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
            if (current.TryGetProperty("_modifiedby_value", out JsonElement by) && by.ValueKind == JsonValueKind.String && !_ours.Contains(by.GetGuid()))
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
        context.Ledger.Records.Set(_number, row.Key, RecordState.Kept, keepVersion: true);
        context.Ledger.Problems.Add(context.Run, map.Object, row.Key, new RowProblem(ProblemKind.Finding, code, "", reason));
        context.Audit("delete", map.Table, code, [row.Id]);
        lock (_gate)
        {
            _keptNow.Add(row.Key);
        }

        Count(kept: true);
    }

    private void Count(bool kept)
    {
        lock (_gate)
        {
            _ = kept ? _counts.Kept++ : _counts.Deleted++;
        }
    }
}
