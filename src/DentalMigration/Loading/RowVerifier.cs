using System.Text.Json;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;

namespace DentalMigration.Loading;

/// <summary>
/// Reads back the rows of an object: that each is there, that it has the owner we gave it, and which version it has now, so that an undo can
/// tell later changes from ours.
/// </summary>
internal sealed class RowVerifier(RunState state, Action<long> tell)
{
    private const int RowsPerCommit = 5000;

    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _owners =
        [.. state.Migration.Setup.Owners.Entries.Select(e => e.Owner).OfType<Owner>().Append(state.Migration.Setup.Owners.Fallback).Select(o => o.Id)];

    private long _read;
    private long _verified;

    /// <summary>Verifies what was written since the last time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!state.Ledger.Records.AnyUnverified(state.Number) || state.Stops())
        {
            return;
        }

        var rows = new ReadBackRows(state);
        IReadOnlyList<IAsyncEnumerable<JsonElement>> parts = rows.Parts(cancellationToken);
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = parts.Count, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(parts, sideBySide, VerifyAsync);
        if (parts.Count > 1 && !HasStopped() && state.Ledger.Records.AnyUnverified(state.Number))
        {
            await VerifyAsync(rows.Rest(cancellationToken), cancellationToken);
        }

        if (!HasStopped() && state.Ledger.Records.AnyUnverified(state.Number))
        {
            state.Ledger.Problems.Add(state.Run, state.Mapper.Map.Object, "", new RowProblem(
                ProblemKind.Finding, "RowNotReadBack", "", "Some rows could not be read back. They may have been deleted since, or the user may not read them all."));
        }

        state.Ledger.Commit();
    }

    private bool HasStopped() => state.Options.Budget?.HasStopped == true;

    private async ValueTask VerifyAsync(IAsyncEnumerable<JsonElement> rows, CancellationToken cancellationToken)
    {
        await foreach (JsonElement row in rows.WithCancellation(cancellationToken))
        {
            if (state.Stops())
            {
                return;
            }

            Verify(row);
        }
    }

    private void Verify(JsonElement row)
    {
        if (Interlocked.Increment(ref _read) is var read && read % 1000 == 0)
        {
            lock (_gate)
            {
                tell(read);
            }
        }

        if (state.Ledger.Records.Verified(state.Number, row.GetProperty(state.Mapper.Table.PrimaryId).GetGuid(), RowStamp.Version(row)) is not { } record)
        {
            return;
        }

        if (!state.IsOurs(row))
        {
            state.Ledger.Records.Edited(state.Number, record.Key); // between our write and this look
        }

        Guid? owner = row.TryGetProperty("_ownerid_value", out JsonElement o) && o.ValueKind == JsonValueKind.String ? o.GetGuid() : null;
        if (state.Ledger.Owners.Find(record.Owner) is { } given ? owner != given.Owner.Id : owner is not { } known || !_owners.Contains(known))
        {
            state.Ledger.Problems.Add(state.Run, state.Mapper.Map.Object, record.Key, new RowProblem(
                ProblemKind.Finding, "OwnerUnexpected", "", "The row has another owner than the migration gave it. An assignment rule may have moved it."));
        }

        if (Interlocked.Increment(ref _verified) % RowsPerCommit == 0)
        {
            state.Ledger.Commit();
        }
    }
}
