using System.Management.Automation;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>Streams a migration's audit log: who did what to which rows, with what outcome. Holds ids, counts and codes, no values.</summary>
[Cmdlet(VerbsCommon.Get, "MigrationAudit", DefaultParameterSetName = "Migration")]
[OutputType(typeof(AuditRecord))]
public sealed class GetMigrationAuditCommand : LedgerCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => RunOnLedger((ledger, pipeline) =>
    {
        foreach (AuditLine line in ledger.Audit.Read())
        {
            pipeline.Write(new AuditRecord(line));
        }
    });
}
