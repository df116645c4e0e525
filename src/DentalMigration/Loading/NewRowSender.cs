using DentalMigration.Dataverse;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading;

/// <summary>
/// Sends batches of new rows. A batch in doubt is sent again as it was: where the service then says that the key is taken, the first
/// sending was committed. A batch refused as a whole is sent row by row, so that one bad row costs only itself.
/// </summary>
internal sealed class NewRowSender(RunState state)
{
    private readonly string _set = state.Mapper.Table.EntitySet;

    /// <summary>Notes the intent to send these rows; from here on a second record of the same key is known as one.</summary>
    /// <returns>The batch's number.</returns>
    public long Intend(IReadOnlyList<MappedRow> rows)
    {
        long batch = state.Ledger.Batches.Begin(state.Number, rows.Count);
        foreach (MappedRow row in rows)
        {
            state.Ledger.Records.Intend(state.Number, row.Record.Key, row.Id, row.Hash, batch, state.Run, made: true);
        }

        return batch;
    }

    /// <summary>Makes the intent durable, then sends the batch.</summary>
    /// <param name="batch">Its number.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="inDoubt">True where an earlier sending may still be under way.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    public Task SendAsync(long batch, IReadOnlyList<MappedRow> rows, bool inDoubt, CancellationToken cancellationToken)
    {
        state.Ledger.Commit();
        return SendAsync(batch, rows, oldHashes: null, inDoubt, cancellationToken);
    }

    /// <summary>Sends a batch again whose outcome a broken run did not learn.</summary>
    /// <param name="batch">Its number.</param>
    /// <param name="rows">Its rows as the source has them now.</param>
    /// <param name="oldHashes">Their fingerprints as they were sent, by key.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    public Task ResendAsync(long batch, IReadOnlyList<MappedRow> rows, IReadOnlyDictionary<string, byte[]> oldHashes, CancellationToken cancellationToken) =>
        SendAsync(batch, rows, oldHashes, inDoubt: true, cancellationToken);

    private async Task SendAsync(
        long batch,
        IReadOnlyList<MappedRow> rows,
        IReadOnlyDictionary<string, byte[]>? oldHashes,
        bool inDoubt,
        CancellationToken cancellationToken)
    {
        bool single = !state.Mapper.Table.HasBulk || rows.Count == 1;
        Patience patience = state.NewPatience();
        List<MappedRow> open = [.. rows];
        var done = new List<Guid>();
        while (open.Count > 0)
        {
            try
            {
                if (!single)
                {
                    using (Lease lease = await state.Governor.AcquireAsync(cancellationToken))
                    {
                        await state.Target.CreateMultipleAsync(
                            _set, state.Mapper.Table.LogicalName, [.. open.Select(r => r.Json)], state.Migration.WriteOptions, cancellationToken);
                    }

                    state.Governor.OnSuccess();
                    Created(open, done);
                    open.Clear();
                }
                else
                {
                    open = await SendSinglyAsync(open, oldHashes, inDoubt, done, cancellationToken);
                    if (open.Count > 0)
                    {
                        throw new DataverseException("Transient", "Some rows of a batch met a transient error.") { IsTransient = true, IsInDoubt = true };
                    }
                }
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                inDoubt |= e.IsInDoubt;
                await patience.WaitAsync(e, cancellationToken);
            }
            catch (DataverseException) when (!single)
            {
                single = true; // refused as a whole: find the rows that are to blame
            }
            catch (DataverseException e) when (e.Error is not null && e.Status is not (401 or 403))
            {
                throw new MigrationException("BatchRefused", $"Dataverse refused a $batch as a whole with {e.Code}. Run again; if it stays, lower the batch size.", e);
            }
        }

        state.Ledger.Batches.End(batch);
        if (done.Count > 0)
        {
            state.Audit("create", "done", done);
        }

        state.Ledger.Commit();
    }

    private async Task<List<MappedRow>> SendSinglyAsync(
        List<MappedRow> rows,
        IReadOnlyDictionary<string, byte[]>? oldHashes,
        bool inDoubt,
        List<Guid> done,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> results;
        using (Lease lease = await state.Governor.AcquireAsync(cancellationToken))
        {
            results = await state.Target.BatchAsync(
                [.. rows.Select(r => BatchOperation.Create(_set, r.Json))], continueOnError: true, state.Migration.WriteOptions, cancellationToken);
        }

        state.Governor.OnSuccess();
        var again = new List<MappedRow>();
        for (int i = 0; i < rows.Count; i++)
        {
            BatchResult? result = i < results.Count ? results[i] : null;
            if (result is null || result.IsTransient)
            {
                again.Add(rows[i]);
            }
            else if (result.IsSuccess)
            {
                Created([rows[i]], done);
            }
            else if (inDoubt && result.Error?.Code == DataverseErrorCodes.DuplicateRecord)
            {
                // It was committed the first time, with the content of then.
                state.Wrote(rows[i], oldHashes?.GetValueOrDefault(rows[i].Record.Key) ?? rows[i].Hash, Outcome.Created);
                done.Add(rows[i].Id);
            }
            else
            {
                (string code, string reason) = RefusalReason.Of(result.Error ?? new DataverseError("0x0", ""));
                state.Stop(rows[i].Record, new RowProblem(ProblemKind.Held, code, "", reason));
                state.Audit("hold", code, [rows[i].Id]);
            }
        }

        return again;
    }

    private void Created(List<MappedRow> rows, List<Guid> done)
    {
        foreach (MappedRow row in rows)
        {
            state.Wrote(row, row.Hash, Outcome.Created);
            done.Add(row.Id);
        }
    }
}
