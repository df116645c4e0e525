using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the treatment plans of a Dental-Exec export.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecTreatmentPlan")]
[OutputType("DentalMigration.SourceRecord#treatment_plan")]
public sealed class GetDentalExecTreatmentPlanCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "treatment_plan";
}
