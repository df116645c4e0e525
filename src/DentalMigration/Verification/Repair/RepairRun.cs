using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Ledger.Store;
using DentalMigration.Loading;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification.Repair;

/// <summary>
/// Corrects what differs between source and Dataverse, and nothing else, object by object from the top: columns, owners, states, links, parties,
/// files, and rows that are missing. A run of its own: journaled, audited, resumable, and to be undone. Rows nobody knows are reported, never deleted.
/// </summary>
public sealed class RepairRun
{
    private readonly Migration _migration;
    private readonly IReadOnlyCollection<RepairTarget> _targets;
    private readonly RepairOptions _options;
    private readonly Action<RepairAction> _tell;

    private RepairRun(Migration migration, IReadOnlyCollection<RepairTarget> targets, RepairOptions options, Action<RepairAction> tell) =>
        (_migration, _targets, _options, _tell) = (migration, targets, options, tell);

    /// <summary>Repairs what was named, or, where nothing was, all that the reconciliation finds.</summary>
    /// <param name="migration">The migration, loaded.</param>
    /// <param name="targets">What to correct; empty for all.</param>
    /// <param name="options">How far it goes.</param>
    /// <param name="tell">Told of each row.</param>
    /// <param name="cancellationToken">Ends it cleanly; repairing again goes on.</param>
    /// <exception cref="MigrationException"><c>UnknownObject</c>, <c>SourceOlder</c>, <c>TargetUnavailable</c>, or the map does not fit the target.</exception>
    public static Task<RepairResult> RunAsync(
        Migration migration, IReadOnlyCollection<RepairTarget> targets, RepairOptions options, Action<RepairAction> tell, CancellationToken cancellationToken) =>
        new RepairRun(migration, targets, options, tell).RunAsync(cancellationToken);

    private async Task<RepairResult> RunAsync(CancellationToken cancellationToken)
    {
        KnownExport.DemandNoDelta(_migration.Ledger, [.. _migration.Setup.Source.Fingerprints()]);
        var directory = new LedgerDirectory(_migration.Ledger, _migration.Setup.Source, _migration.Numbers);
        IReadOnlyList<RowMapper> mappers = await _migration.BindAsync(directory, cancellationToken);
        (ILookup<string, RepairScope> scopes, long extra) = _targets.Count > 0
            ? (RepairScopes.Named(_migration, mappers, _targets), 0)
            : await RepairScopes.MeasuredAsync(_migration, cancellationToken);
        IReadOnlyDictionary<string, string> sets = scopes.Count > 0 ? await _migration.Setup.Target.Metadata.GetEntitySetsAsync(cancellationToken) : new Dictionary<string, string>();
        using ClientPool pool = _migration.NewPool();
        if (_options.DryRun)
        {
            return new RepairResult(0, await ObjectsAsync(0, mappers, scopes, sets, pool, null, cancellationToken), extra);
        }

        LedgerRecovery.DemandNoUndo(_migration.Ledger);
        using var journal = new RunJournal(_migration.Ledger, "repair", _migration.Who);
        using var cascade = new OwnerCascade(_migration, mappers, journal.Run, isRepair: true);
        IReadOnlyList<ObjectCounts> counts = await ObjectsAsync(journal.Run, mappers, scopes, sets, pool, cascade, cancellationToken);
        if (extra > 0)
        {
            _migration.Ledger.Problems.Add(journal.Run, "", "", new RowProblem(
                ProblemKind.Finding, "ExtraRows", "", "Dataverse holds rows of this migration's number that its ledger does not know. They were left; delete them by hand if they should go."));
        }

        cascade.Complete();
        journal.Complete();
        return new RepairResult(journal.Run, counts, extra);
    }

    private async Task<IReadOnlyList<ObjectCounts>> ObjectsAsync(
        long run,
        IReadOnlyList<RowMapper> mappers,
        ILookup<string, RepairScope> scopes,
        IReadOnlyDictionary<string, string> sets,
        ClientPool pool,
        OwnerCascade? cascade,
        CancellationToken cancellationToken)
    {
        var all = new List<ObjectCounts>();
        foreach (RowMapper mapper in mappers.Where(m => _migration.Setup.Source.Has(m.Map.Object)))
        {
            var counts = new ObjectCounts { Object = mapper.Map.Object };
            var state = new RunState(_migration, run, counts, mapper, pool) { Cascade = cascade };
            foreach (RepairScope scope in scopes[mapper.Map.Object])
            {
                await new ObjectRepairer(state, scope, _options, sets, _tell).RunAsync(
                    stop => cascade!.BeforeMoveAsync(mapper, stop), cancellationToken);
            }

            if (cascade is not null)
            {
                await FinishAsync(state, cascade, scopes.Contains(mapper.Map.Object), cancellationToken);
            }

            if (counts.Read > 0)
            {
                all.Add(counts);
                if (run > 0)
                {
                    state.Notes.Flush();
                    _migration.Ledger.Runs.SetCounts(run, counts);
                    _migration.Ledger.Commit();
                }
            }
        }

        return all;
    }

    private static async Task FinishAsync(RunState state, OwnerCascade cascade, bool isConcerned, CancellationToken cancellationToken)
    {
        if (state.Mapper.Map.Action != MapAction.Create)
        {
            return;
        }

        if (isConcerned && state.Ledger.Steps.CountOpen(state.Number) > 0)
        {
            await new StepRunner(state).RunAsync(_ => { }, cancellationToken);
        }

        await cascade.ReassertAsync(state, cancellationToken);
        await new RowVerifier(state, _ => { }).RunAsync(cancellationToken);
    }
}
