using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the insurance policies of a Dental-Exec export.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecInsurancePolicy")]
[OutputType("DentalMigration.SourceRecord#insurance")]
public sealed class GetDentalExecInsurancePolicyCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "insurance";
}
