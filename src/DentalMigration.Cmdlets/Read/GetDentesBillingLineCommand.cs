using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the charges and payments of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesBillingLine")]
[OutputType("DentalMigration.SourceRecord#ledger")]
public sealed class GetDentesBillingLineCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "ledger";
}
