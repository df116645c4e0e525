using DentalMigration.Dataverse;
using DentalMigration.Ledger;
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
            throw Empty();
        }

        if (organization != who.OrganizationId.ToString("D"))
        {
            throw new MigrationException("WrongOrganization", "The ledger belongs to another organisation. Connect to the one the migration wrote to.");
        }

        MigrationMap map = MapFile.Parse(mapFile, "the ledger's map");
        UndoScope scope = UndoScope.Of(options, ledger, map);
        ledger.Problems.Mask = new KeyMask(SystemCatalog.Load(map.System), ledger.KeySecret());
        string name = $"{who.UserId:D} {Environment.UserName}";
        using var journal = new RunJournal(ledger, "undo", name);
        var context = new UndoContext(ledger, target, map, options, scope, journal.Run, name, clock, progress);
        List<ObjectMap> order = [.. map.Objects.Where(o => scope.Has(o.Object)).Reverse()];
        Dictionary<string, UndoneObject> objects = order.ToDictionary(o => o.Object, o => new UndoneObject { Object = o.Object, Table = o.Table }, StringComparer.Ordinal);
        foreach (ObjectMap o in order)
        {
            await new RowRestorer(context, o, objects[o.Object]).RunAsync(cancellationToken);
        }

        foreach (ObjectMap o in order.Where(o => o.Action == MapAction.Create))
        {
            await new RowRemover(context, o, objects[o.Object]).RunAsync(cancellationToken);
        }

        if (scope.Run is { } run)
        {
            await new OwnerRestorer(context, run, objects).RunAsync(cancellationToken);
            ledger.Undo.Undone(run);
        }

        UndoVerification verification = await new UndoVerifier(context).RunAsync(cancellationToken);
        IReadOnlyList<UndoneComponent> components = options.KeepSchema || options.IsPartial ? [] : await new SchemaRemover(context).RunAsync(cancellationToken);
        journal.Complete();
        return new UndoResult(
            [.. order.Select(o => objects[o.Object])],
            components,
            verification,
            journal.Run,
            clock.GetElapsedTime(started),
            target.Statistics.Requests - requests,
            target.Statistics.Throttled - throttled);
    }

    /// <summary>What an undo would delete and put back, by the ledger alone: nothing is written, and Dataverse is not asked.</summary>
    /// <param name="ledgerPath">The migration's ledger.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>By object, in the order they would be undone; what people did since is not known yet.</returns>
    /// <exception cref="MigrationException"><c>LedgerNotFound</c>, <c>LedgerEmpty</c>, <c>RunUnknown</c>…</exception>
    public static IReadOnlyList<UndoneObject> Count(string ledgerPath, UndoOptions options, TimeProvider clock)
    {
        using MigrationLedger ledger = MigrationLedger.Open(ledgerPath, clock, mustExist: true);
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

    private static MigrationException Empty() => new("LedgerEmpty", "The ledger holds no migration, so there is nothing to undo.");
}
