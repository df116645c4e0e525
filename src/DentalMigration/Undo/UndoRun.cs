using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Systems;

namespace DentalMigration.Undo;

/// <summary>
/// Takes a migration back: deletes the rows it made, last ones first, restores what it changed in rows of others, and removes the schema
/// it made where nobody else uses it. Safe to repeat and to resume: what is gone is gone.
/// </summary>
public static class UndoRun
{
    /// <summary>Undoes a migration.</summary>
    /// <param name="ledgerPath">Its ledger.</param>
    /// <param name="target">The organisation it is bound to.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it cleanly; running again goes on.</param>
    /// <exception cref="MigrationException"><c>LedgerNotFound</c>, <c>WrongOrganization</c>, <c>LedgerKeyMissing</c>…</exception>
    public static async Task<UndoResult> RunAsync(
        string ledgerPath,
        DataverseClient target,
        UndoOptions options,
        TimeProvider clock,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellationToken)
    {
        using MigrationLedger ledger = MigrationLedger.Open(ledgerPath, clock, mustExist: true);
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
            throw new MigrationException("LedgerEmpty", "The ledger holds no migration, so there is nothing to undo.");
        }

        if (organization != users[0].OrganizationId.ToString("D"))
        {
            throw new MigrationException("WrongOrganization", "The ledger belongs to another organisation. Connect to the one the migration wrote to.");
        }

        MigrationMap map = MapFile.Parse(mapFile, "the ledger's map");
        ledger.Problems.Mask = new KeyMask(SystemCatalog.Load(map.System), ledger.KeySecret());
        string name = RunUsers.Name(users);
        using var journal = new RunJournal(ledger, "undo", name);
        IProgress<LoadProgress>? metered = progress is null ? null : new MeteredProgress(progress, clock, Rows(ledger, map));
        var context = new UndoContext(ledger, target, pool, map, options, journal.Run, name, clock, metered);
        var objects = new List<UndoneObject>();
        IReadOnlyList<UndoneComponent> components = [];
        using CancellationTokenSource? end = options.Budget?.End();
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end?.Token ?? CancellationToken.None);
        try
        {
            foreach (ObjectMap o in map.Objects.Reverse().TakeWhile(_ => !context.Stops()))
            {
                objects.Add(o.Action == MapAction.Create
                    ? await new RowRemover(context, o).RunAsync(either.Token)
                    : await new RowRestorer(context, o).RunAsync(either.Token));
            }

            if (!options.KeepSchema && options.Budget?.HasStopped != true && !context.Stops())
            {
                components = await new SchemaRemover(context).RunAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (end?.IsCancellationRequested == true && !cancellationToken.IsCancellationRequested)
        {
            options.Budget!.BrokeOff();
        }

        bool isPaused = options.Budget?.HasStopped == true;
        if (isPaused)
        {
            journal.Pause();
        }
        else
        {
            journal.Complete();
        }

        return new UndoResult(objects, components, clock.GetElapsedTime(started), pool.Requests, pool.Throttled) { IsPaused = isPaused };
    }

    private static long Rows(MigrationLedger ledger, MigrationMap map) => map.Objects.Where(o => o.Action == MapAction.Create)
        .Select(o => ledger.ObjectNumber(o.Object, o.Table))
        .Sum(n => ledger.Records.Count(n, RecordState.Written) + ledger.Records.Count(n, RecordState.Intent) + ledger.Records.Count(n, RecordState.Kept));
}
