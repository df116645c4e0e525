using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Ledger.Store;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Systems;

namespace DentalMigration.Undo;

/// <summary>
/// Takes a migration back, or one run, or some objects or practices: restores what was changed in rows that stay, deletes the rows that were
/// made, last ones first, looks whether all of that is so, and removes the schema that was made where nobody else uses it. Safe to repeat and
/// to resume: what is gone is gone.
/// </summary>
public static class UndoRun
{
    /// <summary>Undoes a migration.</summary>
    /// <param name="place">Its ledger.</param>
    /// <param name="target">The organisation it is bound to.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it cleanly; running again goes on.</param>
    /// <exception cref="MigrationException"><c>LedgerNotFound</c>, <c>WrongOrganization</c>, <c>LedgerKeyMissing</c>…</exception>
    public static async Task<UndoResult> RunAsync(
        LedgerPlace place,
        DataverseClient target,
        UndoOptions options,
        TimeProvider clock,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellationToken)
    {
        using MigrationLedger ledger = MigrationLedger.Open(place, clock, mustExist: true);
        return await RunAsync(ledger, target, options, clock, progress, cancellationToken);
    }

    /// <summary>Undoes a migration whose ledger is open.</summary>
    public static async Task<UndoResult> RunAsync(
        MigrationLedger ledger,
        DataverseClient target,
        UndoOptions options,
        TimeProvider clock,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        using ClientPool pool = new([target, .. options.FurtherUsers], options.MaxConcurrency, clock);
        IReadOnlyList<WhoAmI> users = await RunUsers.WhoAsync(options.FurtherUsers.Prepend(target), cancellationToken);
        if (ledger.Get("organization") is not { } organization || ledger.Get("mapfile") is not { } mapFile)
        {
            throw Empty();
        }

        if (organization != users[0].OrganizationId.ToString("D"))
        {
            throw new MigrationException("WrongOrganization", "The ledger belongs to another organisation. Connect to the one the migration wrote to.");
        }

        if (LedgerRecovery.OpenRunOf(ledger) is "load" or "sync" && !options.Force)
        {
            throw new MigrationException(
                "LedgerUnsettled",
                "The ledger was lost during a run and came back from its store: rows may be there that it does not know, and an undo would leave them. "
                + "Go on with the run first, from the same export, so that they are found (Resume-Migration, or migrate); then undo. Where that export is gone, undo with force, and look for what is left.");
        }

        MigrationMap map = MapFile.Parse(mapFile, "the ledger's map");
        UndoScope scope = UndoScope.Of(options, ledger, map);
        ledger.Problems.Mask = new KeyMask(SystemCatalog.Load(map.System), ledger.KeySecret());
        string name = RunUsers.Name(users);
        string what = string.Join(' ', ["undo", .. options.Objects, .. options.Practices, $"{options.Run}"]);
        ledger.Set(LedgerRecovery.ScopeName, what);
        using var journal = new RunJournal(ledger, "undo", name);
        if (!options.IsPartial)
        {
            ledger.Runs.UndoesAll(journal.Run);
        }
        else
        {
            ledger.Records.ForgetSources(); // rows that stay may have hung on rows that go
        }

        ledger.Commit();

        IProgress<LoadProgress>? metered = progress is null ? null : new MeteredProgress(progress, clock, Rows(ledger, map, scope));
        var context = new UndoContext(ledger, target, pool, map, options, scope, journal.Run, name, clock, metered);
        using RestoredRows restored = context.Restored;
        List<ObjectMap> order = [.. map.Objects.Where(o => scope.Has(o.Object)).Reverse()];
        Dictionary<string, UndoneObject> objects = order.ToDictionary(o => o.Object, o => new UndoneObject { Object = o.Object, Table = o.Table }, StringComparer.Ordinal);
        IReadOnlyList<UndoneComponent> components = [];
        var verification = new UndoVerification(0, 0, 0, 0, 0);
        using CancellationTokenSource? end = options.Budget?.End();
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end?.Token ?? CancellationToken.None);
        try
        {
            await TakeBackAsync(context, order, objects, either.Token);
            if (!HasStopped(options))
            {
                verification = await new UndoVerifier(context).RunAsync(either.Token);
            }

            if (!options.KeepSchema && !options.IsPartial && !HasStopped(options) && !context.Stops())
            {
                components = await new SchemaRemover(context).RunAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (end?.IsCancellationRequested == true && !cancellationToken.IsCancellationRequested)
        {
            options.Budget!.BrokeOff();
        }

        if (HasStopped(options))
        {
            journal.Pause();
        }
        else
        {
            journal.Complete();
            if (LedgerRecovery.OpenRunOf(ledger) == "undo" && (!options.IsPartial || LedgerRecovery.OpenScopeOf(ledger) == what))
            {
                LedgerRecovery.Settle(ledger);
            }
        }

        return new UndoResult(
            [.. order.Select(o => objects[o.Object])], components, verification, journal.Run, clock.GetElapsedTime(started), pool.Requests, pool.Throttled)
        {
            IsPaused = HasStopped(options),
        };
    }

    /// <summary>What an undo would delete and put back, by the ledger alone: nothing is written, and Dataverse is not asked.</summary>
    /// <param name="place">The migration's ledger.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>By object, in the order they would be undone; what people did since is not known yet.</returns>
    /// <exception cref="MigrationException"><c>LedgerNotFound</c>, <c>LedgerEmpty</c>, <c>RunUnknown</c>…</exception>
    public static IReadOnlyList<UndoneObject> Count(LedgerPlace place, UndoOptions options, TimeProvider clock)
    {
        using MigrationLedger ledger = MigrationLedger.Open(place, clock, mustExist: true);
        MigrationMap map = MapFile.Parse(ledger.Get("mapfile") ?? throw Empty(), "the ledger's map");
        UndoScope scope = UndoScope.Of(options, ledger, map);
        return [.. map.Objects.Where(o => scope.Has(o.Object)).Reverse().Select(o => new UndoneObject
        {
            Object = o.Object,
            Table = o.Table,
            Deleted = ledger.Undo.CountMade(o.Object, scope.Run, scope.Practices),
            Restored = ledger.Undo.CountChanged(o.Object, scope.Run, scope.Practices),
        })];
    }

    /// <summary>How much of the schema an undo of everything would take back, by kind.</summary>
    /// <exception cref="MigrationException"><c>LedgerNotFound</c> and the like.</exception>
    public static IReadOnlyList<(string Kind, long Count)> CountSchema(LedgerPlace place, TimeProvider clock)
    {
        using MigrationLedger ledger = MigrationLedger.Open(place, clock, mustExist: true);
        return ledger.Components.Count();
    }

    private static async Task TakeBackAsync(
        UndoContext context, List<ObjectMap> order, Dictionary<string, UndoneObject> objects, CancellationToken cancellationToken)
    {
        foreach (ObjectMap o in order.TakeWhile(_ => !context.Stops()))
        {
            await new RowRestorer(context, o, objects[o.Object]).RunAsync(cancellationToken);
        }

        foreach (ObjectMap o in order.Where(o => o.Action == MapAction.Create).TakeWhile(_ => !HasStopped(context.Options) && !context.Stops()))
        {
            await new RowRemover(context, o, objects[o.Object]).RunAsync(cancellationToken);
        }

        if (context.Scope.Run is { } run && !HasStopped(context.Options))
        {
            await new OwnerRestorer(context, run, objects).RunAsync(cancellationToken);
            context.Ledger.Undo.Undone(run);
            context.Ledger.Seen.Forget(run);
        }
    }

    private static bool HasStopped(UndoOptions options) => options.Budget?.HasStopped == true;

    private static MigrationException Empty() => new("LedgerEmpty", "The ledger holds no migration, so there is nothing to undo.");

    private static long Rows(MigrationLedger ledger, MigrationMap map, UndoScope scope) =>
        map.Objects.Where(o => scope.Has(o.Object)).Sum(o => ledger.Undo.CountMade(o.Object, scope.Run, scope.Practices));
}
