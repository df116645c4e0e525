using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the treatment plans of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesTreatmentPlan")]
[OutputType("DentalMigration.SourceRecord#treatment_plan")]
public sealed class GetDentesTreatmentPlanCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "treatment_plan";
}
