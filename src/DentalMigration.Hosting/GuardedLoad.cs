using DentalMigration.Loading;
using DentalMigration.Schema;
using DentalMigration.Sources;
using DentalMigration.Verification.Repair;

namespace DentalMigration.Hosting;

/// <summary>The only way the front ends load: approved, into the organisation that was named, and only where nothing speaks against it.</summary>
public static class GuardedLoad
{
    /// <summary>Loads everything, or what a selection names.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="target">Its organisation.</param>
    /// <param name="selection">Only these records; null for all.</param>
    /// <param name="warn">Told what about the organisation should be looked at.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the run cleanly; running again goes on.</param>
    /// <exception cref="MigrationException"><c>RehearsalMissing</c>, <c>LegalBasisMissing</c>, <c>OrganizationNotConfirmed</c>, <c>TargetNotReady</c>.</exception>
    public static async Task<RunResult> LoadAsync(
        Migration migration,
        Target target,
        RecordSelection? selection,
        Action<string> warn,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellationToken)
    {
        await RehearsalGate.DemandAsync(migration, target.IsLocal, selection, cancellationToken);
        progress?.Report(new LoadProgress("check", target.Name, 0, 0, 0, 0, 0));
        TargetDefinitions definitions = await TargetGate.DemandAsync(migration, target, warn, cancellationToken);
        return await migration.LoadAsync(selection, definitions, progress, cancellationToken);
    }

    /// <summary>Picks up the delta from a newer export.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="target">Its organisation.</param>
    /// <param name="newer">The newer export; it becomes the migration's source.</param>
    /// <param name="onMissing">What becomes of rows whose records vanished; null for what the last delta did.</param>
    /// <param name="warn">Told what about the organisation should be looked at.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the run cleanly; running again goes on.</param>
    /// <exception cref="MigrationException"><c>RehearsalMissing</c>, <c>LegalBasisMissing</c>, <c>OrganizationNotConfirmed</c>, <c>TargetNotReady</c>.</exception>
    public static async Task<RunResult> SyncAsync(
        Migration migration,
        Target target,
        ISource newer,
        MissingAction? onMissing,
        Action<string> warn,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellationToken)
    {
        await RehearsalGate.DemandAsync(migration, target.IsLocal, selection: null, cancellationToken);
        progress?.Report(new LoadProgress("check", target.Name, 0, 0, 0, 0, 0));
        TargetDefinitions definitions = await TargetGate.DemandAsync(migration, target, warn, cancellationToken);
        return await migration.SyncAsync(newer, onMissing, definitions, progress, cancellationToken);
    }

    /// <summary>Corrects what differs.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="target">Its organisation.</param>
    /// <param name="targets">What to correct; empty for all that differs.</param>
    /// <param name="options">How far it goes.</param>
    /// <param name="warn">Told what about the organisation should be looked at.</param>
    /// <param name="tell">Told of each row.</param>
    /// <param name="cancellationToken">Ends the run cleanly; repairing again goes on.</param>
    /// <exception cref="MigrationException"><c>OrganizationNotConfirmed</c>, <c>TargetNotReady</c>.</exception>
    public static async Task<RepairResult> RepairAsync(
        Migration migration,
        Target target,
        IReadOnlyCollection<RepairTarget> targets,
        RepairOptions options,
        Action<string> warn,
        Action<RepairAction> tell,
        CancellationToken cancellationToken)
    {
        // What was loaded was approved, or was a sample: a repair brings no record there that was not.
        await TargetGate.DemandAsync(migration, target, warn, cancellationToken);
        return await RepairRun.RunAsync(migration, targets, options, tell, cancellationToken);
    }
}
