using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Ledger.Store;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;

namespace DentalMigration.Loading.Owners;

/// <summary>
/// Gives staged rows to the owners that are there by now, parents first. Each is a journaled step, so a broken run goes on where it stopped;
/// what an assignment took along is given back, and every owner is read back.
/// </summary>
internal sealed class OwnerRun(Migration migration, IProgress<LoadProgress>? progress)
{
    private readonly OwnerMap _owners = migration.Setup.Owners;

    public async Task<IReadOnlyList<OwnerMove>> RunAsync(CancellationToken cancellationToken)
    {
        var directory = new LedgerDirectory(migration.Ledger, migration.Setup.Source, migration.Numbers);
        IReadOnlyList<RowMapper> mappers = await migration.BindAsync(directory, cancellationToken);
        using ClientPool pool = migration.NewPool();
        LedgerRecovery.DemandNoUndo(migration.Ledger);
        migration.Ledger.Set(LedgerRecovery.ScopeName, "owners");
        using var journal = new RunJournal(migration.Ledger, "owners", migration.Who);
        using var cascade = new OwnerCascade(migration, mappers, journal.Run);
        Dictionary<RowMapper, long> staged = mappers.Where(OwnerRows.Has).ToDictionary(m => m, m => migration.Ledger.Owners.CountStaged(Number(m)));
        if (mappers.FirstOrDefault(m => OwnerRows.Has(m) && Ready(m).Any()) is { } first)
        {
            await cascade.BeforeMoveAsync(first, cancellationToken);
        }

        foreach (RowMapper mapper in staged.Keys)
        {
            Plan(mapper);
        }

        migration.Ledger.Commit();
        var moves = new List<OwnerMove>();
        foreach ((RowMapper mapper, long before) in staged)
        {
            moves.Add(await MoveAsync(journal.Run, mapper, before, pool, cascade, cancellationToken));
        }

        cascade.Complete();
        journal.Complete();
        if (LedgerRecovery.OpenRunOf(migration.Ledger) == "owners")
        {
            LedgerRecovery.Settle(migration.Ledger);
        }
        return moves;
    }

    private int Number(RowMapper mapper) => migration.Numbers[mapper.Map.Object];

    /// <summary>The staged rows of an object whose provider can own rows by now, each with the owner to be.</summary>
    private IEnumerable<(LedgerRecord Record, Owner Owner)> Ready(RowMapper mapper) =>
        from record in migration.Ledger.Records.Staged(Number(mapper))
        let owner = _owners.Find(migration.Ledger.Owners.Find(record.Owner)!.StagedFor!)?.Owner
        where owner is not null
        select (record, owner.Value);

    private void Plan(RowMapper mapper)
    {
        string column = OwnerStateColumn.Name(migration.Setup.Map);
        foreach ((LedgerRecord record, Owner owner) in Ready(mapper).ToList())
        {
            migration.Ledger.Steps.Plan(Number(mapper), record.Key, OwnerStep.Of(owner, mapper.Table.Has(column) ? column : null));
        }
    }

    private async Task<OwnerMove> MoveAsync(
        long run, RowMapper mapper, long before, ClientPool pool, OwnerCascade cascade, CancellationToken cancellationToken)
    {
        var state = new RunState(migration, run, new ObjectCounts { Object = mapper.Map.Object }, mapper, pool);
        await new StepRunner(state, OwnerStep.Kind).RunAsync(done => Tell("owners", done), cancellationToken);
        long back = await cascade.ReassertAsync(state, cancellationToken);
        await new RowVerifier(state, done => Tell("verify", done)).RunAsync(cancellationToken);
        long waiting = migration.Ledger.Owners.CountStaged(state.Number);
        return new OwnerMove
        {
            Object = mapper.Map.Object,
            Table = mapper.Map.Table,
            Staged = before,
            Moved = before - waiting,
            Waiting = waiting,
            GivenBack = back,
            Run = run,
        };

        void Tell(string stage, long done) => progress?.Report(
            new LoadProgress(stage, mapper.Map.Object, done, before, 0, 0, pool.Throttled));
    }
}
