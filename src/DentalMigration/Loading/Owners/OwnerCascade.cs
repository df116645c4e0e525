using System.Text;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading.Owners;

/// <summary>
/// Assigning a row gives what hangs on it to the new owner as well. So before the first owner of a run is changed, this notes how the rows
/// below stand: a row that people gave to another keeps that owner, and one nobody touched may get a new version. Afterwards, object by
/// object from the top, every row that the cascade took gets its own owner back. A broken run leaves a mark, and the next one restores.
/// </summary>
/// <param name="migration">The migration.</param>
/// <param name="mappers">All its objects, from the top.</param>
/// <param name="run">The run.</param>
/// <param name="isRepair">True where owners that people gave may be what is corrected: then nothing is told of them.</param>
internal sealed class OwnerCascade(Migration migration, IReadOnlyList<RowMapper> mappers, long run, bool isRepair = false) : IDisposable
{
    private const string Mark = "ownersmoving";

    /// <summary>A self-referencing table may be so deep; deeper rows are told by the read-back.</summary>
    private const int MostRounds = 12;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _moving = migration.Ledger.Get(Mark) is not null;

    /// <summary>What a repair found of others in the rows it corrects; null in other runs.</summary>
    public JudgedEdits? Judged { get; } = isRepair ? new JudgedEdits() : null;

    /// <summary>Notes how the rows stand, once a run, before an owner is changed.</summary>
    /// <param name="from">The object whose owners change; the cascade goes down from it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task BeforeMoveAsync(RowMapper from, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_moving)
            {
                return;
            }

            foreach (RowMapper mapper in mappers.SkipWhile(m => m != from).Where(OwnerRows.Has))
            {
                await NoteAsync(mapper, cancellationToken);
            }

            migration.Ledger.Set(Mark, "1");
            migration.Ledger.Commit();
            migration.Ledger.KeepInStore(); // whose the rows were cannot be told any more once they move
            _moving = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Gives the rows of an object the owners back that the ledger knows.</summary>
    /// <returns>How many a cascade had taken.</returns>
    public async Task<long> ReassertAsync(RunState state, CancellationToken cancellationToken)
    {
        if (!_moving || !OwnerRows.Has(state.Mapper))
        {
            return 0;
        }

        var moved = new HashSet<Guid>();
        for (int round = 0; round < MostRounds && !state.Stops(); round++)
        {
            List<(LedgerRecord Record, RowOwner Owner)> differing = await OwnerRows.ReadAsync(migration, state.Mapper, cancellationToken)
                .Select(r => (r.Record, Owner: migration.Ledger.Owners.Find(r.Record.Owner), Now: r.Owner))
                .Where(r => r.Owner is not null && r.Owner.Owner.Id != r.Now?.Id)
                .Select(r => (r.Record, r.Owner!))
                .ToListAsync(cancellationToken);
            int given = 0;
            foreach ((LedgerRecord Record, RowOwner Owner)[] batch in differing.Chunk(state.Options.BatchSize))
            {
                given += await GiveAsync(state, batch, moved, cancellationToken);
            }

            if (given == 0)
            {
                break;
            }
        }

        return moved.Count;
    }

    /// <summary>Takes the mark away: every object has its owners again.</summary>
    public void Complete()
    {
        migration.Ledger.Remove(Mark);
        _moving = false;
    }

    public void Dispose() => _gate.Dispose();

    private async Task NoteAsync(RowMapper mapper, CancellationToken cancellationToken)
    {
        int number = migration.Numbers[mapper.Map.Object];
        IReadOnlySet<Guid> users = migration.Ledger.Runs.Users();
        await foreach (OwnedRow row in OwnerRows.ReadAsync(migration, mapper, cancellationToken))
        {
            if (row.Record.Version >= row.Version) // greater where this run wrote to it since it was read
            {
                migration.Ledger.Records.Touched(number, row.Record.Key);
            }
            else if (!row.Record.Edited && RowStamp.IsChanged(row.Record, row.Row, users) && Judged?.IsJudged(number, row.Record.Key) != true)
            {
                migration.Ledger.Records.Edited(number, row.Record.Key); // by somebody else, which our next version would hide
                Judged?.Mark(number, row.Record.Key);
            }

            if (row.Owner is { } owner && migration.Ledger.Owners.Find(row.Record.Owner) is { } known && known.Owner.Id != owner.Id)
            {
                migration.Ledger.Owners.Set(number, row.Record.Key, new RowOwner(owner, null));
                if (isRepair)
                {
                    continue;
                }

                migration.Ledger.Problems.Add(run, mapper.Map.Object, row.Record.Key, new RowProblem(
                    ProblemKind.Finding, "OwnerChangedSince", "", "People gave the row to another owner since it was written; it stays theirs."));
            }
        }
    }

    private static async Task<int> GiveAsync(
        RunState state, IReadOnlyList<(LedgerRecord Record, RowOwner Owner)> rows, HashSet<Guid> moved, CancellationToken cancellationToken)
    {
        Patience patience = state.NewPatience();
        List<(LedgerRecord Record, RowOwner Owner)> open = [.. rows];
        var done = new List<Guid>();
        while (open.Count > 0)
        {
            try
            {
                IReadOnlyList<BatchResult> results = await SendAsync(state, open, cancellationToken);
                var again = new List<(LedgerRecord Record, RowOwner Owner)>();
                for (int i = 0; i < open.Count; i++)
                {
                    BatchResult? result = i < results.Count ? results[i] : null;
                    if (result is null || result.IsTransient)
                    {
                        again.Add(open[i]);
                    }
                    else if (result.IsSuccess)
                    {
                        state.Ledger.Records.Touched(state.Number, open[i].Record.Key);
                        done.Add(open[i].Record.Id);
                    }
                    else
                    {
                        (string code, string reason) = RefusalReason.Of(result.Error ?? new DataverseError("0x0", ""));
                        state.Ledger.Problems.Add(state.Run, state.Mapper.Map.Object, open[i].Record.Key, new RowProblem(
                            ProblemKind.Finding, code, "", $"The row went with a row above it to another owner and could not be given back: {reason}"));
                    }
                }

                open = again;
                if (open.Count > 0)
                {
                    throw PassingFailure.Of(results);
                }
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await patience.WaitAsync(e, cancellationToken);
            }
        }

        if (done.Count > 0)
        {
            moved.UnionWith(done);
            state.Audit("assign", "done", done, "given back after a cascade");
        }

        state.Ledger.Commit();
        return done.Count;
    }

    private static Task<IReadOnlyList<BatchResult>> SendAsync(
        RunState state, IReadOnlyList<(LedgerRecord Record, RowOwner Owner)> rows, CancellationToken cancellationToken) =>
        state.Pool.BatchAsync(
            [.. rows.Select(r => BatchOperation.Update(
                state.Mapper.Table.EntitySet,
                r.Record.Id,
                Encoding.UTF8.GetBytes($$"""{"ownerid@odata.bind":"/{{r.Owner.Owner.EntitySet}}({{r.Owner.Owner.Id:D}})"}""")))],
            state.Migration.WriteOptions,
            cancellationToken);
}
