using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the billing records and claims of a Dental-Exec export.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecBillingRecord")]
[OutputType("DentalMigration.SourceRecord#ledger")]
public sealed class GetDentalExecBillingRecordCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "ledger";
}
