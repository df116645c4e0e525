using System.Management.Automation;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>
/// Purges a migration's ledger, also in its store, and the key of its pre-images, when the cutover is accepted. It cannot be resumed or undone afterwards; rows
/// in Dataverse stay.
/// </summary>
[Cmdlet(VerbsCommon.Clear, "Migration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Migration")]
public sealed class ClearMigrationCommand : LedgerCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        LedgerPlace place = Place;
        if (ShouldProcess(place.Path, "Purge ledger, audit log and pre-images"))
        {
            Guard(() =>
            {
                LedgerPurge.Purge(place, TimeProvider.System);
                return place;
            });
        }
    }
}
