using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the insurance policies of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesInsurancePolicy")]
[OutputType("DentalMigration.SourceRecord#insurance")]
public sealed class GetDentesInsurancePolicyCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "insurance";
}
