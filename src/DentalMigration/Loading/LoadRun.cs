using System.Globalization;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;

namespace DentalMigration.Loading;

/// <summary>One pass over the source in dependency order: each object is loaded, moved to its final state and read back before the next.</summary>
internal sealed class LoadRun(Migration migration, RecordSelection? selection, IProgress<LoadProgress>? progress)
{
    private readonly TimeProvider _clock = migration.Setup.Clock;
    private long _started;
    private long _told;
    private long _earlier;
    private int _sourceFaults;

    public async Task<RunResult> RunAsync(string kind, CancellationToken cancellationToken)
    {
        DataverseClient target = migration.Setup.Target;
        (long requests, long throttled) = (target.Statistics.Requests, target.Statistics.Throttled);
        _started = _clock.GetTimestamp();
        var directory = new LedgerDirectory(migration.Ledger, migration.Setup.Source, migration.Numbers);
        IReadOnlyList<RowMapper> mappers = await migration.BindAsync(directory, cancellationToken);
        await RefuseRowsOfOthersAsync(mappers, cancellationToken);
        using var governed = new TargetGovernor(migration.Setup);
        using var journal = new RunJournal(migration.Ledger, kind, migration.Who, migration.Setup.Source);
        long run = journal.Run;
        foreach (SourceFault fault in migration.Setup.Source.Faults)
        {
            Report(run, fault);
        }

        foreach ((string objectName, string file, RowProblem finding) in SourceFindings.Of(migration.Setup.Source, migration.Setup.Map))
        {
            migration.Ledger.Problems.AddFile(run, objectName, file, finding);
        }

        using var cascade = new OwnerCascade(migration, mappers, run);
        var counts = new List<ObjectCounts>();
        foreach (RowMapper mapper in mappers)
        {
            counts.Add(await LoadAsync(kind, run, mapper, governed.Governor, cascade, cancellationToken));
        }

        cascade.Complete();
        journal.Complete();
        return new RunResult(
            run,
            counts,
            migration.Ledger.Problems.Count(run, ProblemKind.Finding),
            _sourceFaults,
            _clock.GetElapsedTime(_started),
            target.Statistics.Requests - requests,
            target.Statistics.Throttled - throttled);
    }

    /// <summary>
    /// A ledger that knows no row yet must find none of its number: two ledgers of one practice compute the same ids, and the second could
    /// take rows of the first for its own, and undo them.
    /// </summary>
    private async Task RefuseRowsOfOthersAsync(IReadOnlyList<RowMapper> mappers, CancellationToken cancellationToken)
    {
        foreach (RowMapper mapper in mappers.Where(m => m.Map.Action == MapAction.Create && m.Table.Has("importsequencenumber") && !migration.Ledger.Records.Any()))
        {
            string import = string.Create(CultureInfo.InvariantCulture, $"importsequencenumber eq {ImportNumber.Of(migration.Setup.Map, mapper.Map)}");
            if (await migration.Setup.Target.CountAsync(mapper.Table.EntitySet, import, cancellationToken) > 0)
            {
                throw new MigrationException(
                    "LoadedByAnotherLedger",
                    $"'{mapper.Table.LogicalName}' holds rows of this practice that another ledger loaded. Use that ledger, undo it first, or give the map another scope.");
            }
        }
    }

    private async Task<ObjectCounts> LoadAsync(string kind, long run, RowMapper mapper, ConcurrencyGovernor governor, OwnerCascade cascade, CancellationToken cancellationToken)
    {
        var counts = new ObjectCounts { Object = mapper.Map.Object };
        var state = new RunState(migration, run, counts, mapper, governor) { Cascade = cascade };
        bool wasRead = migration.Setup.Source.Has(mapper.Map.Object);
        if (wasRead)
        {
            void TellLoad() => Tell("load", state, state.Finished, 0, force: false);
            if (await new ObjectLoader(state, selection).RunAsync(TellLoad, cancellationToken) is { } fault)
            {
                Report(run, fault);
                wasRead = false;
            }
        }

        if (mapper.Map.Action == MapAction.Create)
        {
            long open = state.Ledger.Steps.CountOpen(state.Number);
            await new StepRunner(state).RunAsync(done => Tell("steps", state, done, open, force: false), cancellationToken);
            await cascade.ReassertAsync(state, cancellationToken);
            await new RowVerifier(state).RunAsync(done => Tell("verify", state, done, 0, force: false), cancellationToken);
        }

        if (kind == "sync" && wasRead && !migration.Setup.Source.Faults.Any(f => f.Object == mapper.Map.Object))
        {
            ReportVanished(state);
        }

        state.Notes.Flush();
        state.Ledger.Runs.SetCounts(run, counts);
        state.Ledger.Commit();
        Tell("load", state, state.Finished, state.Finished, force: true);
        _earlier += counts.Created + counts.Updated;
        return counts;
    }

    private void Report(long run, SourceFault fault)
    {
        _sourceFaults++;
        migration.Ledger.Problems.AddFile(run, fault.Object, fault.File, new RowProblem(ProblemKind.Held, fault.Code, "", fault.Message));
    }

    private static void ReportVanished(RunState state)
    {
        foreach (LedgerRecord gone in state.Ledger.Records.Walk(state.Number, RecordState.Written).Where(r => r.Run != state.Run))
        {
            state.Ledger.Problems.Add(state.Run, state.Mapper.Map.Object, gone.Key, new RowProblem(
                ProblemKind.Finding, "VanishedFromSource", "", "The newer export no longer has the record; its row stays. Delete it by hand if it should go."));
        }
    }

    private void Tell(string stage, RunState state, long done, long total, bool force)
    {
        if (progress is null || (!force && _clock.GetElapsedTime(_told).TotalMilliseconds < 200))
        {
            return;
        }

        _told = _clock.GetTimestamp();
        double seconds = _clock.GetElapsedTime(_started).TotalSeconds;
        long written = _earlier + state.Counts.Created + state.Counts.Updated;
        progress.Report(new LoadProgress(
            stage,
            state.Mapper.Map.Object,
            done,
            total,
            state.Counts.Held + state.Counts.Rejected,
            seconds > 0 ? written / seconds : 0,
            state.Target.Statistics.Throttled));
    }
}
