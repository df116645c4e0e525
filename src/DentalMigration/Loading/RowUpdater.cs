using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading;

/// <summary>
/// Brings rows that exist to the content of their records: reads them, sends only the columns that differ, under the version just read.
/// Of rows that are not ours it first keeps what they held. Safe to repeat, since it always reads before it writes.
/// </summary>
internal sealed class RowUpdater(RunState state)
{
    private readonly string _select = string.Join(
        ',', state.Mapper.Columns.Where(c => c.ForUpdate && c.ReadName.Length > 0).Select(c => c.ReadName).Append(state.Mapper.Table.PrimaryId).Distinct());

    /// <summary>Updates rows, at most a batch.</summary>
    public async Task UpdateAsync(IReadOnlyList<(MappedRow Row, bool Made)> rows, CancellationToken cancellationToken)
    {
        Patience patience = state.NewPatience();
        List<(MappedRow Row, bool Made)> open = [.. rows];
        for (int round = 0; open.Count > 0; round++)
        {
            try
            {
                open = await OnceAsync(open, last: round >= 3, patience, cancellationToken);
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
            }
        }
    }

    private async Task<List<(MappedRow Row, bool Made)>> OnceAsync(
        List<(MappedRow Row, bool Made)> rows, bool last, Patience patience, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> current = await BatchAsync(
            [.. rows.Select(r => BatchOperation.Get($"{state.Mapper.Table.EntitySet}({r.Row.Id:D})?$select={_select}"))], cancellationToken);
        var changed = new List<(MappedRow Row, bool Made, ReadOnlyMemory<byte> Changes, string ETag)>();
        var again = new List<(MappedRow Row, bool Made)>();
        for (int i = 0; i < rows.Count; i++)
        {
            if (i >= current.Count || current[i].IsTransient)
            {
                again.Add(rows[i]);
            }
            else if (current[i].Status == 404)
            {
                state.Stop(rows[i].Row.Record, new RowProblem(
                    ProblemKind.Held, "RowMissing", "", RefusalReason.RowMissing));
            }
            else if (!current[i].IsSuccess)
            {
                Hold(rows[i].Row, current[i]);
            }
            else
            {
                JsonElement row = current[i].Json();
                byte[]? changes = RowChanges.Between(rows[i].Row, row, state.Mapper);
                if (changes is null)
                {
                    state.Wrote(rows[i].Row, rows[i].Row.Hash, Outcome.Unchanged);
                    continue;
                }

                if (!rows[i].Made)
                {
                    state.Ledger.Records.Intend(state.Number, rows[i].Row.Record.Key, rows[i].Row.Id, rows[i].Row.Hash, null, state.Run, made: false);
                }

                string? earlier = state.Ledger.PreImages.Find(state.Number, rows[i].Row.Record.Key, state.Run);
                state.Ledger.PreImages.Keep(state.Number, rows[i].Row.Record.Key, state.Run, PreImage.Of(earlier, row, changes));

                changed.Add((rows[i].Row, rows[i].Made, changes, row.GetProperty("@odata.etag").GetString()!));
            }
        }

        state.Ledger.Commit();
        if (state.Cascade is { } cascade && changed.Any(c => c.Changes.Span.IndexOf("\"ownerid@odata.bind\""u8) >= 0))
        {
            await cascade.BeforeMoveAsync(state.Mapper, cancellationToken);
        }

        IReadOnlyList<BatchResult> results = changed.Count > 0 ? await PatchAsync(changed, again, last, cancellationToken) : [];
        state.Ledger.Commit();
        if (current.Concat(results).Any(r => r.IsTransient))
        {
            await patience.WaitAsync(PassingFailure.Of(current.Concat(results)), cancellationToken);
        }

        return again;
    }

    private async Task<IReadOnlyList<BatchResult>> PatchAsync(
        List<(MappedRow Row, bool Made, ReadOnlyMemory<byte> Changes, string ETag)> changed,
        List<(MappedRow Row, bool Made)> again,
        bool last,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> results = await BatchAsync(
            [.. changed.Select(c => BatchOperation.Update(state.Mapper.Table.EntitySet, c.Row.Id, c.Changes, c.ETag))], cancellationToken);
        var done = new List<Guid>();
        for (int i = 0; i < changed.Count; i++)
        {
            BatchResult? result = i < results.Count ? results[i] : null;
            if (result?.IsSuccess == true)
            {
                state.Wrote(changed[i].Row, changed[i].Row.Hash, Outcome.Updated);
                done.Add(changed[i].Row.Id);
            }
            else if (result is null || result.IsTransient || (result.Status == 412 && !last))
            {
                again.Add((changed[i].Row, changed[i].Made));
            }
            else
            {
                Hold(changed[i].Row, result);
            }
        }

        if (done.Count > 0)
        {
            state.Audit("update", "done", done);
        }

        return results;
    }

    private void Hold(MappedRow row, BatchResult result)
    {
        (string code, string reason) = RefusalReason.Of(result.Error ?? new DataverseError("0x0", ""));
        state.Stop(row.Record, new RowProblem(ProblemKind.Held, code, "", reason));
    }

    private Task<IReadOnlyList<BatchResult>> BatchAsync(IReadOnlyList<BatchItem> operations, CancellationToken cancellationToken) =>
        state.Pool.BatchAsync(operations, state.Migration.WriteOptions, cancellationToken);
}
