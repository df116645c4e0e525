using System.Management.Automation;
using System.Security;
using DentalMigration.Hosting;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that say where a migration's ledger is.</summary>
public abstract class LedgerPlaceCommand : PipelineCmdlet
{
    /// <summary>
    /// Where else the ledger is kept: a folder, or https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]. Snapshots go there, and what rows held before
    /// their updates leave; a ledger that is missing on this machine comes back from there. A container is signed in to as the target is.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerStore { get; set; }

    /// <summary>A shared access signature for the container, in place of the target's sign-in.</summary>
    [Parameter]
    public SecureString? LedgerStoreSas { get; set; }

    /// <summary>
    /// The secret that the ledger's encrypted parts are under, at least 16 characters; the same one each time. Without it the key is a file in the user's
    /// profile, which a lost machine takes with it: with -LedgerStore it is needed.
    /// </summary>
    [Parameter]
    public SecureString? LedgerKey { get; set; }

    private protected LedgerPlace PlaceOf(string path, DataverseTarget target) => Guard(() => LedgerPlaces.Of(
        path, StoreOf(this, LedgerStore), LedgerStoreSas, LedgerKey, target.Target.SignIn));

    /// <summary>A store as typed: an address as it is, a folder by PowerShell's own location.</summary>
    internal static string? StoreOf(PSCmdlet cmdlet, string? store) =>
        store is null || store.Contains("://", StringComparison.Ordinal) ? store : FilePaths.Resolve(cmdlet, store);
}
