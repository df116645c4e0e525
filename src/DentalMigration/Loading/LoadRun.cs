using System.Globalization;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Ledger.Store;
using DentalMigration.Loading.Existing;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Schema;
using DentalMigration.Sources;

namespace DentalMigration.Loading;

/// <summary>One pass over the source in dependency order: each object is loaded, moved to its final state and read back before the next.</summary>
internal sealed class LoadRun(
    Migration migration, RecordSelection? selection, MissingAction onMissing, TargetDefinitions definitions, IProgress<LoadProgress>? progress)
{
    private int _sourceFaults;

    public async Task<RunResult> RunAsync(string kind, CancellationToken cancellationToken)
    {
        using ClientPool pool = migration.NewPool();
        var meter = new RunMeter(migration, kind, progress);
        meter.Prepare("schema and references");
        var directory = new LedgerDirectory(migration.Ledger, migration.Setup.Source, migration.Numbers);
        IReadOnlyList<RowMapper> mappers = await migration.BindAsync(directory, definitions, cancellationToken);
        await RefuseRowsOfOthersAsync(mappers, cancellationToken);
        LedgerRecovery.DemandNoUndo(migration.Ledger);
        IReadOnlyList<SourceFingerprint> export = [.. migration.Setup.Source.Fingerprints()];
        if (kind == "load")
        {
            KnownExport.DemandNoDelta(migration.Ledger, export);
        }

        string whole = $"all {KnownExport.Of(export)}";
        string scope = selection is null ? whole : $"{selection.Fingerprint()} {KnownExport.Of(export)}";
        KnownExport.Keep(migration.Ledger, export);
        migration.Ledger.Set(LedgerRecovery.ScopeName, scope);
        using var journal = new RunJournal(migration.Ledger, kind, migration.Who, export);
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
        IReadOnlyList<ObjectCounts> counts = await LoadAsync(kind, run, mappers, directory, pool, meter, cascade, cancellationToken);
        bool isPaused = migration.Setup.Options.Budget?.HasStopped == true;
        if (isPaused)
        {
            journal.Pause();
        }
        else
        {
            cascade.Complete();
            journal.Complete();
            string lost = LedgerRecovery.OpenScopeOf(migration.Ledger) ?? whole;
            bool coversLost = lost == scope || (selection is null && lost.EndsWith(whole["all".Length..], StringComparison.Ordinal));
            if (_sourceFaults == 0 && coversLost)
            {
                LedgerRecovery.Settle(migration.Ledger); // it looked at every record that the lost run may have sent
            }
        }

        return new RunResult(
            run,
            counts,
            migration.Ledger.Problems.Count(run, ProblemKind.Finding),
            _sourceFaults,
            meter.Elapsed,
            pool.Requests,
            pool.Throttled) { IsPaused = isPaused };
    }

    /// <summary>Loads the objects, as many as the time budget allows.</summary>
    private async Task<IReadOnlyList<ObjectCounts>> LoadAsync(
        string kind, long run, IReadOnlyList<RowMapper> mappers, LedgerDirectory directory, ClientPool pool, RunMeter meter, OwnerCascade cascade, CancellationToken cancellationToken)
    {
        RunBudget? budget = migration.Setup.Options.Budget;
        using CancellationTokenSource? end = budget?.End();
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end?.Token ?? CancellationToken.None);
        var all = new List<ObjectCounts>();
        foreach (RowMapper mapper in mappers.TakeWhile(_ => budget?.HasStopped != true && budget?.Stops() != true))
        {
            directory.Enter(mapper.Map.Object);
            var counts = new ObjectCounts { Object = mapper.Map.Object };
            var state = new RunState(migration, run, counts, mapper, pool) { Cascade = cascade };
            try
            {
                await LoadAsync(kind, state, meter, either.Token);
            }
            catch (OperationCanceledException) when (end?.IsCancellationRequested == true && !cancellationToken.IsCancellationRequested)
            {
                budget!.BrokeOff();
            }

            if (budget?.HasStopped == true)
            {
                counts.PutBack();
            }

            state.Notes.Flush();
            state.Ledger.Runs.SetCounts(run, counts);
            state.Ledger.Commit();
            meter.Finish(state);
            all.Add(counts);
        }

        return all;
    }

    /// <summary>
    /// A ledger that knows no row yet must find none of its number: two ledgers of one practice compute the same ids, and the second could
    /// take rows of the first for its own, and undo them.
    /// </summary>
    private async Task RefuseRowsOfOthersAsync(IReadOnlyList<RowMapper> mappers, CancellationToken cancellationToken)
    {
        if (migration.Ledger.IsRestored || migration.Ledger.Records.Any())
        {
            return;
        }

        foreach (RowMapper[] some in mappers.Where(m => m.Map.Action == MapAction.Create && m.Table.Has("importsequencenumber")).Chunk(migration.Setup.Options.MaxConcurrency))
        {
            long[] counts = await Task.WhenAll(some.Select(CountAsync));
            if (some.Zip(counts).FirstOrDefault(c => c.Second > 0).First is { } loaded)
            {
                throw new MigrationException(
                    "LoadedByAnotherLedger",
                    $"'{loaded.Table.LogicalName}' holds rows of this practice that another ledger loaded. Use that ledger, undo it first, or give the map another scope.");
            }
        }

        Task<long> CountAsync(RowMapper mapper) => migration.Setup.Target.CountAsync(
            mapper.Table.EntitySet, string.Create(CultureInfo.InvariantCulture, $"importsequencenumber eq {ImportNumber.Of(migration.Setup.Map, mapper.Map)}"), cancellationToken);
    }

    private async Task LoadAsync(string kind, RunState state, RunMeter meter, CancellationToken cancellationToken)
    {
        RowMapper mapper = state.Mapper;
        bool wasRead = migration.Setup.Source.Has(mapper.Map.Object);
        if (wasRead && mapper.Map.Existing is not null)
        {
            await new ExistingFinder(state, selection).RunAsync(looked => meter.Stage("match", state, looked, 0), cancellationToken);
        }

        if (wasRead && await new ObjectLoader(state, selection).RunAsync(() => meter.Load(state), cancellationToken) is { } fault)
        {
            Report(state.Run, fault);
            wasRead = false;
        }

        bool isWhole = migration.Setup.Options.Budget?.HasStopped != true && !migration.Setup.Source.Faults.Any(f => f.Object == mapper.Map.Object);
        if (kind == "sync" && wasRead && isWhole)
        {
            await new VanishedRecords(state, onMissing).NoteAsync(cancellationToken);
            state.Ledger.Commit();
        }

        if (mapper.Map.Action == MapAction.Create)
        {
            long open = state.Ledger.Steps.CountOpen(state.Number);
            await new StepRunner(state).RunAsync(done => meter.Stage("steps", state, done, open), cancellationToken);
            await state.Cascade!.ReassertAsync(state, cancellationToken);
            long rows = state.Ledger.Records.Count(state.Number, RecordState.Written);
            await new RowVerifier(state, done => meter.Stage("verify", state, done, rows)).RunAsync(cancellationToken);
        }

    }

    private void Report(long run, SourceFault fault)
    {
        _sourceFaults++;
        migration.Ledger.Problems.AddFile(run, fault.Object, fault.File, new RowProblem(ProblemKind.Held, fault.Code, "", fault.Message));
    }
}
