using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the clinical notes of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesClinicalNote")]
[OutputType("DentalMigration.SourceRecord#note")]
public sealed class GetDentesClinicalNoteCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "note";
}
