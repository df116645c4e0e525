using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;

namespace DentalMigration.Undo;

/// <summary>
/// Puts back what columns of rows that stay held before: rows of others, or, where one run is undone, all that the run did not make. A column
/// that people or a later run changed since keeps its value and is reported. Safe to repeat, since it always reads before it writes.
/// </summary>
internal sealed class RowRestorer(UndoContext context, ObjectMap map, UndoneObject counts)
{
    private readonly int _number = context.Ledger.ObjectNumber(map.Object, map.Table);
    private readonly LookupNames _lookups = new(context, map.Table);
    private readonly BatchParts _parts = new(context.Options.BatchSize);
    private string _set = "";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ForgetUnchanged();
        long total = context.Ledger.Undo.CountChanged(map.Object, context.Scope.Run, context.Scope.Practices);
        IEnumerable<string> keys = context.Ledger.PreImages.Keys(_number, context.Scope.Run);
        if (!keys.Any() || await context.TableAsync(map.Table, cancellationToken) is not { } table)
        {
            return;
        }

        _set = table.EntitySetName;
        await using var queue = new SendQueue(context.Pool.Places, cancellationToken);
        foreach (string[] batch in keys.Chunk(context.Options.BatchSize))
        {
            await queue.AddAsync(stop => RestoreAsync(batch, stop));
            context.Progress?.Report(new LoadProgress("undo", map.Object, counts.Restored, total, counts.Kept, 0, context.Pool.Throttled));
        }

        await queue.DrainAsync();
    }

    /// <summary>Rows of others that a load only found as they were to be.</summary>
    private void ForgetUnchanged()
    {
        foreach (RecordState state in context.Scope.Run is null ? new[] { RecordState.Written, RecordState.Intent } : [])
        {
            foreach (LedgerRecord record in context.Ledger.Records.Walk(_number, state).Where(r => context.Scope.Restores(r) && !context.Ledger.Undo.HasLaterImage(_number, r.Key, run: 0)))
            {
                context.Ledger.Records.Set(_number, record.Key, RecordState.Undone);
            }
        }
    }

    private async Task RestoreAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var open = new List<Restoration>();
        foreach (string key in keys)
        {
            if (context.Ledger.Records.Find(_number, key) is
                { State: RecordState.Written or RecordState.Intent or RecordState.Held or RecordState.Kept } record && context.Scope.Restores(record))
            {
                open.Add(await PlanAsync(record, cancellationToken));
            }
        }

        await _parts.SendAsync(open, context.NewPatience(), part => OnceAsync(part, cancellationToken), cancellationToken);
        context.Ledger.Commit();
    }

    private async Task<Restoration> PlanAsync(LedgerRecord record, CancellationToken cancellationToken)
    {
        IReadOnlyList<(long Run, string Json)> images = context.Ledger.PreImages.Of(_number, record.Key);
        if (context.Scope.Run is not { } run)
        {
            return new Restoration(record, await ReadAsync(PreImage.Whole(images), cancellationToken));
        }

        List<ColumnImage> columns = await ReadAsync(images.Single(i => i.Run == run).Json, cancellationToken);
        var later = new HashSet<string>(StringComparer.Ordinal);
        foreach ((long _, string json) in images.Where(i => i.Run > run))
        {
            later.UnionWith((await ReadAsync(json, cancellationToken)).Select(c => c.ReadName));
        }

        foreach (ColumnImage column in columns.Where(c => later.Contains(c.ReadName)))
        {
            Keep(record, "ChangedByLaterRun", column.ReadName, "A later run changed the column; its value stays. Undo that run first.");
        }

        return new Restoration(record, [.. columns.Where(c => !later.Contains(c.ReadName) && !(c.IsOwner && record.Made))]);
    }

    /// <summary>The columns of an image that the table still has: one that an earlier undo removed holds nothing to put back.</summary>
    private async Task<List<ColumnImage>> ReadAsync(string image, CancellationToken cancellationToken)
    {
        TableMetadata table = (await context.TableAsync(map.Table, cancellationToken))!;
        return [.. (await ColumnImage.ReadAsync(JsonElement.Parse(image), _lookups, cancellationToken)).Where(c => table.Column(c.Column) is not null)];
    }

    private async Task<List<Restoration>> OnceAsync(List<Restoration> rows, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> current = await context.Pool.BatchAsync(
            [.. rows.Select(r => BatchOperation.Get($"{_set}({r.Record.Id:D})?{ColumnImage.Query(r.Columns.Select(c => c.ReadName))}"))], null, cancellationToken);
        if (current.Count < rows.Count || current.Any(r => r.IsTransient))
        {
            throw PassingFailure.Of(current);
        }

        var open = new List<(Restoration Row, Dictionary<string, JsonElement> Changes, string ETag)>();
        foreach ((Restoration row, BatchResult result) in rows.Zip(current).ToList())
        {
            if (result.Status == 404)
            {
                rows.Remove(row); // deleted since: nothing to put back
                continue;
            }

            if (!result.IsSuccess)
            {
                rows.Remove(row);
                Refused(row, result);
                continue;
            }

            JsonElement now = result.Json();
            Dictionary<string, JsonElement> changes = await ChangesAsync(row, now, cancellationToken);
            if (changes.Count > 0 || context.Scope.Run is not null)
            {
                Note(row, now);
            }

            if (changes.Count > 0)
            {
                open.Add((row, changes, now.GetProperty("@odata.etag").GetString()!));
            }
            else
            {
                rows.Remove(row); // settled, also where the others are tried again
                await DoneAsync(row, cancellationToken);
            }
        }

        context.Ledger.Commit();
        return open.Count == 0 ? [] : await SendAsync(open, cancellationToken);
    }

    /// <summary>The columns to write. One that somebody else changed since is told of, once.</summary>
    private async Task<Dictionary<string, JsonElement>> ChangesAsync(Restoration row, JsonElement current, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (ColumnImage column in row.Columns.Where(c => !row.Left.Contains(c.ReadName)))
        {
            JsonElement? now = current.TryGetProperty(column.ReadName, out JsonElement n) ? n : null;
            if (ColumnImage.Same(column.Before, now))
            {
                continue; // put back by an undo that was broken off
            }

            if (!ColumnImage.Same(column.After, now) && !context.Options.Force)
            {
                row.Left.Add(column.ReadName);
                Keep(row.Record, "ChangedSince", column.ReadName, "People changed the column since; their value stays.");
                continue;
            }

            try
            {
                (string property, JsonElement value) = await WrittenAsync(column, cancellationToken);
                changes[property] = value;
            }
            catch (MigrationException e) when (e.Code == "LookupTargetGone")
            {
                row.Left.Add(column.ReadName);
                Keep(row.Record, e.Code, column.ReadName, e.Message);
            }
        }

        return changes;
    }

    private async Task<(string Property, JsonElement Value)> WrittenAsync(ColumnImage column, CancellationToken cancellationToken)
    {
        if (column.Before is { ValueKind: JsonValueKind.String } before && column.Property.EndsWith(ColumnImage.Bind, StringComparison.Ordinal))
        {
            (string property, string value) = await _lookups.BindAsync(column.Property[..^ColumnImage.Bind.Length], before.GetGuid(), cancellationToken);
            return (property, JsonSerializer.SerializeToElement(value));
        }

        return (column.Property, column.Before ?? JsonSerializer.SerializeToElement<object?>(null));
    }

    private async Task<List<Restoration>> SendAsync(
        List<(Restoration Row, Dictionary<string, JsonElement> Changes, string ETag)> open, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> results = await context.Pool.BatchAsync(
            [.. open.Select(o => BatchOperation.Update(_set, o.Row.Record.Id, JsonSerializer.SerializeToUtf8Bytes(o.Changes), o.ETag))],
            context.WriteOptions,
            cancellationToken);
        var again = new List<Restoration>();
        var done = new List<Guid>();
        for (int i = 0; i < open.Count; i++)
        {
            BatchResult? result = i < results.Count ? results[i] : null;
            if (result?.IsSuccess == true)
            {
                done.Add(open[i].Row.Record.Id);
                await DoneAsync(open[i].Row, cancellationToken);
            }
            else if (result is null || result.IsTransient || result.Status == 412)
            {
                again.Add(open[i].Row);
            }
            else if (result.Status != 404)
            {
                Refused(open[i].Row, result);
            }
        }

        if (done.Count > 0)
        {
            context.Audit("restore", map.Table, "done", done);
        }

        context.Ledger.Commit();
        return again.Count > 0 && again.Count == open.Count && results.All(r => r.Status != 412) ? throw PassingFailure.Of(results) : again;
    }

    /// <summary>
    /// Before a row of ours is written: that people changed it is known by its version, which moves on now. The ledger forgets what was last
    /// sent of the columns, so that the next run looks at the row again.
    /// </summary>
    private void Note(Restoration row, JsonElement now)
    {
        LedgerRecord record = row.Record;
        if (record.Made && RowStamp.IsChanged(context.Ledger.Records.Find(_number, record.Key)!, now, context.Ours))
        {
            context.Ledger.Records.Edited(_number, record.Key);
        }

        context.Ledger.Undo.Reopen(_number, record.Key);
        context.Ledger.Prints.Forget(_number, record.Key, row.Columns.Where(c => !row.Left.Contains(c.ReadName)).Select(c => c.ReadName).ToHashSet(StringComparer.Ordinal));
    }

    private async Task DoneAsync(Restoration row, CancellationToken cancellationToken)
    {
        List<ColumnImage> restored = [.. row.Columns.Where(c => !row.Left.Contains(c.ReadName))];
        if (restored.Count > 0)
        {
            counts.Restore();
        }

        if (context.Scope.Run is not null)
        {
            foreach (ColumnImage column in restored)
            {
                await StepReset.ApplyAsync(context, _number, row.Record, column, _lookups, cancellationToken);
            }
        }

        context.Restored.Add(new RestoredRow(
            map,
            _number,
            _set,
            row.Record.Key,
            row.Record.Id,
            restored.ToDictionary(c => c.ReadName, c => c.Before, StringComparer.Ordinal),
            restored.Select(c => c.Property).ToHashSet(StringComparer.Ordinal),
            row.Left.Count == 0));
    }

    private void Refused(Restoration row, BatchResult result)
    {
        DataverseError error = result.Error ?? new DataverseError("0x0", "");
        Keep(row.Record, "RestoreRefused", "", RefusalReason.Of(error).Reason);
        context.Audit("restore", map.Table, error.Code, [row.Record.Id]);
    }

    private void Keep(LedgerRecord record, string code, string column, string reason)
    {
        counts.Keep(code);
        context.Tell(map, record.Key, code, column, reason);
    }

    private sealed record Restoration(LedgerRecord Record, IReadOnlyList<ColumnImage> Columns)
    {
        public HashSet<string> Left { get; } = new(StringComparer.Ordinal);
    }
}
