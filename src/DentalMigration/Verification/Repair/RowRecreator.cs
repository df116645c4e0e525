using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification.Repair;

/// <summary>
/// Makes rows again that are not there any more, under the id they had, by the way every new row goes: journaled, with its second steps and
/// its file. The row is born in the repair, so that undoing the repair takes it away again.
/// </summary>
internal sealed class RowRecreator(RunState state)
{
    private readonly NewRowSender _sender = new(state, new RowUpdater(state));

    /// <summary>Makes rows, at most a batch.</summary>
    public async Task RunAsync(IReadOnlyList<MappedRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        bool inDoubt = false;
        foreach (MappedRow row in rows)
        {
            if (state.Ledger.Records.Find(state.Number, row.Record.Key) is { State: RecordState.Intent })
            {
                inDoubt = true; // a repair that was broken off may have made it
            }
            else
            {
                state.Ledger.Records.Set(state.Number, row.Record.Key, RecordState.Undone);
                state.Ledger.PreImages.Remove(state.Number, row.Record.Key);
            }
        }

        await _sender.SendAsync(_sender.Intend(rows), rows, inDoubt, cancellationToken);
    }
}
