using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the locations of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesPractice")]
[OutputType("DentalMigration.SourceRecord#practice")]
public sealed class GetDentesPracticeCommand : ReadRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "practice";
}
