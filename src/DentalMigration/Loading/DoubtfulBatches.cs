using DentalMigration.Ledger;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading;

/// <summary>
/// Gathers the rows of batches a broken run left in doubt, until each batch is whole and can be sent again as it was. What the source no
/// longer yields is looked up by id.
/// </summary>
internal sealed class DoubtfulBatches(RunState state)
{
    private readonly Dictionary<long, (int Rows, List<MappedRow> Found, Dictionary<string, byte[]> Hashes)> _batches =
        state.Ledger.Batches.InDoubt(state.Number).ToDictionary(b => b.Key, b => (b.Value, new List<MappedRow>(), new Dictionary<string, byte[]>()));

    /// <summary>Takes a row in doubt.</summary>
    /// <returns>Its batch, when it is whole now; else null.</returns>
    public (long Batch, IReadOnlyList<MappedRow> Rows, IReadOnlyDictionary<string, byte[]> OldHashes)? Add(MappedRow row, LedgerRecord record)
    {
        if (record.Batch is not { } number || !_batches.TryGetValue(number, out (int Rows, List<MappedRow> Found, Dictionary<string, byte[]> Hashes) batch))
        {
            // The batch was closed for it, but not the record: send it alone, as in doubt.
            return (0, [row], new Dictionary<string, byte[]> { [record.Key] = record.Hash ?? row.Hash });
        }

        batch.Found.Add(row);
        batch.Hashes[record.Key] = record.Hash ?? row.Hash;
        if (batch.Found.Count < batch.Rows)
        {
            return null;
        }

        _batches.Remove(number);
        return (number, batch.Found, batch.Hashes);
    }

    /// <summary>Settles what is left when the source is read to its end, by looking each row up.</summary>
    /// <returns>The rows to send as new ones, and those that are there with older content.</returns>
    public async Task<(IReadOnlyList<MappedRow> Send, IReadOnlyList<MappedRow> Stale)> SettleAsync(CancellationToken cancellationToken)
    {
        var send = new List<MappedRow>();
        var stale = new List<MappedRow>();
        foreach ((long number, (int _, List<MappedRow> found, Dictionary<string, byte[]> hashes)) in _batches)
        {
            foreach (MappedRow row in found)
            {
                if (!await state.IsThereAsync(row.Id, cancellationToken))
                {
                    send.Add(row);
                }
                else if (hashes[row.Record.Key].AsSpan().SequenceEqual(row.Hash))
                {
                    state.Wrote(row, Outcome.Created);
                }
                else
                {
                    state.WroteEarlier(row, hashes[row.Record.Key]);
                    stale.Add(row);
                }
            }

            state.Ledger.Batches.End(number);
        }

        // What no record stands for in this run: filtered, held by now, or gone from the export. Their second steps were never planned,
        // so the fingerprint is left open: the next run that has the record looks at the row again.
        HashSet<string> sending = [.. send.Select(r => r.Record.Key)];
        foreach (LedgerRecord rest in state.Ledger.Records.Walk(state.Number, RecordState.Intent).Where(r => !sending.Contains(r.Key)).ToList())
        {
            if (await state.IsThereAsync(rest.Id, cancellationToken))
            {
                state.Ledger.Records.Wrote(state.Number, rest.Key, []);
            }
            else if (rest.Run == state.Run)
            {
                state.Ledger.Records.Set(state.Number, rest.Key, RecordState.Held);
            }
            else
            {
                state.Ledger.Records.Forget(state.Number, rest.Key);
            }
        }

        state.Ledger.Commit();
        return (send, stale);
    }
}
