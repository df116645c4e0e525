using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the notes of a Dental-Exec export.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecNote")]
[OutputType("DentalMigration.SourceRecord#note")]
public sealed class GetDentalExecNoteCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "note";
}
