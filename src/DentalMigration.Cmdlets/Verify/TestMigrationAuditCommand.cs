using System.Globalization;
using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Tells whether a migration's audit log is whole: nothing changed, taken out or put in since it was written.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MigrationAudit", DefaultParameterSetName = "Migration")]
[OutputType(typeof(bool))]
public sealed class TestMigrationAuditCommand : LedgerCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => RunOnLedger((ledger, pipeline) =>
    {
        long? broken = ledger.Audit.FindBreak();
        if (broken is { } at)
        {
            pipeline.Error(HostErrors.ToRecord(
                "AuditBroken", string.Create(CultureInfo.InvariantCulture, $"The audit log is not as it was written, from entry {at} on."), at));
        }

        pipeline.Write(broken is null);
    });
}
