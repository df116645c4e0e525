using System.Text.Json;
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

    /// <summary>Settles what is left when the source is read to its end: looks each row up, and sends what is not there.</summary>
    /// <returns>The rows to send as new ones.</returns>
    public async Task<IReadOnlyList<MappedRow>> SettleAsync(CancellationToken cancellationToken)
    {
        var send = new List<MappedRow>();
        foreach ((long number, (int _, List<MappedRow> found, Dictionary<string, byte[]> hashes)) in _batches)
        {
            foreach (MappedRow row in found)
            {
                if (await ExistsAsync(row.Id, cancellationToken))
                {
                    state.Wrote(row, hashes[row.Record.Key], Outcome.Created);
                }
                else
                {
                    send.Add(row);
                }
            }

            state.Ledger.Batches.End(number);
        }

        HashSet<string> sending = [.. send.Select(r => r.Record.Key)];
        foreach (LedgerRecord gone in state.Ledger.Records.Walk(state.Number, RecordState.Intent).ToList())
        {
            if (gone.Run == state.Run || sending.Contains(gone.Key))
            {
                continue; // under way in this run
            }

            if (await ExistsAsync(gone.Id, cancellationToken))
            {
                state.Ledger.Records.Wrote(state.Number, gone.Key, gone.Hash ?? []);
            }
            else
            {
                state.Ledger.Records.Forget(state.Number, gone.Key);
            }
        }

        state.Ledger.Commit();
        return send;
    }

    private async Task<bool> ExistsAsync(Guid id, CancellationToken cancellationToken)
    {
        JsonElement? row = await state.Target.RetrieveAsync(state.Mapper.Table.EntitySet, id, state.Mapper.Table.PrimaryId, cancellationToken);
        return row is not null;
    }
}
