using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the procedure lines of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesProcedureLine")]
[OutputType("DentalMigration.SourceRecord#procedure")]
public sealed class GetDentesProcedureLineCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "procedure";
}
