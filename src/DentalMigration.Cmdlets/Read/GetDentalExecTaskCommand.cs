using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the tasks of a Dental-Exec export, recalls among them.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecTask")]
[OutputType("DentalMigration.SourceRecord#task")]
public sealed class GetDentalExecTaskCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "task";
}
