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
        (long requests, long throttled) = (target.Statistics.Requests, target.Statistics.Throttled);
        WhoAmI who = await target.WhoAmIAsync(cancellationToken);
        if (ledger.Get("organization") is not { } organization || ledger.Get("mapfile") is not { } mapFile)
        {
            throw new MigrationException("LedgerEmpty", "The ledger holds no migration, so there is nothing to undo.");
        }

        if (organization != who.OrganizationId.ToString("D"))
        {
            throw new MigrationException("WrongOrganization", "The ledger belongs to another organisation. Connect to the one the migration wrote to.");
        }

        MigrationMap map = MapFile.Parse(mapFile, "the ledger's map");
        ledger.Problems.Mask = new KeyMask(SystemCatalog.Load(map.System), ledger.KeySecret());
        string name = $"{who.UserId:D} {Environment.UserName}";
        using var journal = new RunJournal(ledger, "undo", name);
        var context = new UndoContext(ledger, target, map, options, journal.Run, name, clock, progress);
        var objects = new List<UndoneObject>();
        foreach (ObjectMap o in map.Objects.Reverse())
        {
            objects.Add(o.Action == MapAction.Create
                ? await new RowRemover(context, o).RunAsync(cancellationToken)
                : await new RowRestorer(context, o).RunAsync(cancellationToken));
        }

        IReadOnlyList<UndoneComponent> components = options.KeepSchema ? [] : await new SchemaRemover(context).RunAsync(cancellationToken);
        journal.Complete();
        return new UndoResult(
            objects, components, clock.GetElapsedTime(started), target.Statistics.Requests - requests, target.Statistics.Throttled - throttled);
    }
}
