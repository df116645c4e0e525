using System.Management.Automation;
using System.Security;
using DentalMigration.Hosting;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that need a migration's ledger and nothing else.</summary>
public abstract class LedgerCommand : PipelineCmdlet
{
    /// <summary>The migration, as New-Migration gives it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Migration")]
    public PracticeMigration Migration { get; set; } = null!;

    /// <summary>Path of the ledger, without the migration at hand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Ledger")]
    [ValidateNotNullOrEmpty]
    public string Ledger { get; set; } = "";

    /// <summary>
    /// Where else the ledger is kept: a folder, or https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]. Snapshots go there, and what rows held before
    /// their updates leave; a ledger that is missing on this machine comes back from there. A container is signed in to as the target is.
    /// </summary>
    [Parameter(ParameterSetName = "Ledger")]
    [ValidateNotNullOrEmpty]
    public string? LedgerStore { get; set; }

    /// <summary>A shared access signature for the container, in place of the target's sign-in.</summary>
    [Parameter(ParameterSetName = "Ledger")]
    public SecureString? LedgerStoreSas { get; set; }

    /// <summary>
    /// The secret that the ledger's encrypted parts are under, at least 16 characters; the same one each time. Without it the key is a file in the user's
    /// profile, which a lost machine takes with it: with -LedgerStore it is needed.
    /// </summary>
    [Parameter(ParameterSetName = "Ledger")]
    public SecureString? LedgerKey { get; set; }

    /// <summary>By whose sign-in the store is reached where only the ledger is given.</summary>
    private protected virtual DataverseTarget? StoreTarget => RunspaceState.Current.Target;

    /// <summary>Where the ledger is.</summary>
    private protected LedgerPlace Place => ParameterSetName == "Ledger"
        ? Guard(() => LedgerPlaces.Of(
            ResolvePath(Ledger), LedgerPlaceCommand.StoreOf(this, LedgerStore), LedgerStoreSas, LedgerKey, StoreTarget?.Target.SignIn))
        : Migration.Place;

    private protected override object? Subject => ParameterSetName == "Migration" ? Migration.ToString() : Ledger.Length > 0 ? Ledger : null;

    /// <summary>Opens the ledger, works, and releases it.</summary>
    protected void RunOnLedger(Action<MigrationLedger, PipelineRelay> work)
    {
        LedgerPlace place = Place;
        RunOnPipeline((pipeline, _) =>
        {
            using MigrationLedger ledger = MigrationLedger.Open(place with { Tell = pipeline.Warn }, TimeProvider.System, mustExist: true);
            work(ledger, pipeline);
            return Task.CompletedTask;
        });
    }
}
