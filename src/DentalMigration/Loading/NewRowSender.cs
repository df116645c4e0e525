using DentalMigration.Dataverse;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading;

/// <summary>
/// Sends batches of new rows. A batch in doubt is sent again as it was: where the service then says that the key is taken, the first
/// sending was committed. A batch refused as a whole is sent row by row, so that one bad row costs only itself. One that is too large for the
/// service is sent in parts, and those after it are smaller.
/// </summary>
internal sealed class NewRowSender(RunState state, RowUpdater updater)
{
    /// <summary>So many rows refused alike, and no other among them, are no matter of the rows.</summary>
    private const int Alike = 20;

    private readonly string _set = state.Mapper.Table.EntitySet;
    private readonly BatchSizer _sizer = new(state.Options.BatchSize, maximum: state.Options.BatchSize);

    /// <summary>How many rows the next batch should have: fewer than the options say where the service could not take so many.</summary>
    public int BatchSize => _sizer.Current;

    /// <summary>Notes the intent to send these rows; from here on a second record of the same key is known as one.</summary>
    /// <returns>The batch's number.</returns>
    public long Intend(IReadOnlyList<MappedRow> rows)
    {
        lock (state.Ledger.Gate)
        {
            long batch = state.Ledger.Batches.Begin(state.Number, rows.Count);
            foreach (MappedRow row in rows)
            {
                state.Ledger.Records.Intend(state.Number, row.Record.Key, row.Id, row.Hash, batch, state.Run, made: true);
            }

            return batch;
        }
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
    public Task ResendAsync(long batch, IReadOnlyList<MappedRow> rows, IReadOnlyDictionary<string, byte[]> oldHashes, CancellationToken cancellationToken)
    {
        foreach (MappedRow row in rows.Where(r => !oldHashes[r.Record.Key].AsSpan().SequenceEqual(r.Hash)))
        {
            state.Ledger.Records.Doubt(state.Number, row.Record.Key); // which of the two it was made with
        }

        state.Ledger.Commit();
        return SendAsync(batch, rows, oldHashes, inDoubt: true, cancellationToken);
    }

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
        var stale = new List<MappedRow>();
        while (open.Count > 0)
        {
            List<MappedRow> part = open.GetRange(0, Math.Min(open.Count, _sizer.Current));
            try
            {
                if (!single)
                {
                    long started = state.Migration.Setup.Clock.GetTimestamp();
                    using (Lease lease = await state.Pool.AcquireAsync(cancellationToken))
                    {
                        await lease.Client.CreateMultipleAsync(
                            _set, state.Mapper.Table.LogicalName, [.. part.Select(r => r.Json)], state.Migration.WriteOptions, cancellationToken);
                        lease.OnSuccess();
                    }

                    _sizer.OnSuccess(part.Count, state.Migration.Setup.Clock.GetElapsedTime(started));
                    state.Created(part);
                    open.RemoveRange(0, part.Count);
                }
                else
                {
                    IReadOnlyList<BatchResult> results = await SendSinglyAsync(part, cancellationToken);
                    List<MappedRow> again = await SortAsync(part, results, oldHashes, inDoubt, stale, cancellationToken);
                    open = [.. again, .. open.Skip(part.Count)];
                    if (again.Count > 0)
                    {
                        throw PassingFailure.Of(results);
                    }
                }
            }
            catch (DataverseException e) when (_sizer.OnFailure(part.Count, e))
            {
                inDoubt |= e.IsInDoubt; // it may have been carried out: then the smaller ones are refused, and their rows looked up
                if (e.IsTransient)
                {
                    await patience.WaitAsync(e, cancellationToken);
                }
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                inDoubt |= e.IsInDoubt;
                await patience.WaitAsync(e, cancellationToken);
            }
            catch (DataverseException e) when (!single)
            {
                inDoubt |= e.IsInDoubt;
                single = true; // refused as a whole: find the rows that are to blame
            }
            catch (DataverseException e) when (e.Error is not null && e.Status is not (401 or 403))
            {
                throw new MigrationException("BatchRefused", $"Dataverse refused a $batch as a whole with {e.Code}. Run again; if it stays, lower the batch size.", e);
            }
        }

        state.Ledger.Batches.End(batch);

        // What came of it is durable with the next commit; should that not come, the batch is in doubt, and settled like any other.
        if (stale.Count > 0)
        {
            await updater.UpdateAsync([.. stale.Select(r => new RowUpdate(r, new UpdateRule(IsOurs: true)))], cancellationToken);
        }
    }

    private async Task<IReadOnlyList<BatchResult>> SendSinglyAsync(List<MappedRow> rows, CancellationToken cancellationToken)
    {
        IReadOnlyList<BatchResult> results = await state.Pool.BatchAsync(
            [.. rows.Select(r => BatchOperation.Create(_set, r.Json))], state.Migration.WriteOptions, cancellationToken);
        StopWhereAllAreRefused(results);
        return results;
    }

    /// <summary>Notes what became of each row.</summary>
    /// <returns>The rows to send again.</returns>
    private async Task<List<MappedRow>> SortAsync(
        List<MappedRow> rows,
        IReadOnlyList<BatchResult> results,
        IReadOnlyDictionary<string, byte[]>? oldHashes,
        bool inDoubt,
        List<MappedRow> stale,
        CancellationToken cancellationToken)
    {
        var again = new List<MappedRow>();
        var created = new List<MappedRow>();
        var known = new List<Guid>();
        HashSet<Guid> there = inDoubt ? await FindAsync(rows, results, cancellationToken) : [];
        for (int i = 0; i < rows.Count; i++)
        {
            BatchResult? result = i < results.Count ? results[i] : null;
            if (result is null || result.IsTransient)
            {
                again.Add(rows[i]);
            }
            else if (result.IsSuccess)
            {
                created.Add(rows[i]);
            }
            else if (there.Contains(rows[i].Id))
            {
                // It was committed the first time, with the content of then; what that was is lost where the ledger was.
                known.Add(rows[i].Id);
                byte[] sent = oldHashes?.GetValueOrDefault(rows[i].Record.Key) ?? (state.Ledger.IsRestored ? [] : rows[i].Hash);
                if (sent.AsSpan().SequenceEqual(rows[i].Hash))
                {
                    state.Wrote(rows[i], Outcome.Created);
                }
                else
                {
                    state.WroteEarlier(rows[i], sent);
                    stale.Add(rows[i]);
                }
            }
            else
            {
                (string code, string reason) = RefusalReason.Of(result.Error ?? new DataverseError("0x0", ""));
                state.Stop(rows[i].Record, new RowProblem(ProblemKind.Held, code, "", reason));
            }
        }

        if (created.Count > 0)
        {
            state.Created(created);
        }

        if (known.Count > 0)
        {
            state.Audit("create", "done", known);
        }

        return again;
    }

    /// <summary>
    /// Which of the refused rows are there all the same. The service need not name the key as the reason: the row's alternate key is taken
    /// as well, by the row itself, and its owner may have been disabled since.
    /// </summary>
    private async Task<HashSet<Guid>> FindAsync(List<MappedRow> rows, IReadOnlyList<BatchResult> results, CancellationToken cancellationToken)
    {
        List<Guid> refused = [.. rows.Zip(results).Where(p => !p.Second.IsSuccess && !p.Second.IsTransient).Select(p => p.First.Id)];
        IReadOnlyList<BatchResult> found = await state.Pool.BatchAsync(
            [.. refused.Select(id => BatchOperation.Get($"{_set}({id:D})?$select={state.Mapper.Table.PrimaryId}"))], null, cancellationToken);
        return found.Any(r => r.IsTransient) ? throw PassingFailure.Of(found) : [.. refused.Zip(found).Where(p => p.Second.IsSuccess).Select(p => p.First)];
    }

    /// <summary>Where every row of a large batch is refused for want of a privilege or of a column, the rows are not to blame.</summary>
    private void StopWhereAllAreRefused(IReadOnlyList<BatchResult> results)
    {
        string? code = results.Count >= Alike ? results[0].Error?.Code : null;
        if (code is DataverseErrorCodes.PrivilegeDenied or DataverseErrorCodes.InvalidPayload && results.All(r => r.Error?.Code == code))
        {
            throw code == DataverseErrorCodes.PrivilegeDenied
                ? new MigrationException(
                    "PrivilegeMissing",
                    $"The user may not create rows of '{state.Mapper.Table.LogicalName}', or their owner may not own them. Give the role that may, then run again; nothing is lost.")
                : new MigrationException(
                    "SchemaChanged",
                    $"Dataverse cannot read any row of '{state.Mapper.Table.LogicalName}'. Its columns may have changed since the run began; create the schema and run again; nothing is lost.");
        }
    }
}
