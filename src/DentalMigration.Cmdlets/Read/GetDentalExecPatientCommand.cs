using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the patients of a Dental-Exec export.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecPatient")]
[OutputType("DentalMigration.SourceRecord#patient")]
public sealed class GetDentalExecPatientCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "patient";
}
