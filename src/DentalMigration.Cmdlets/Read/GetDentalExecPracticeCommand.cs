using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the practices and locations of a Dental-Exec export.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecPractice")]
[OutputType("DentalMigration.SourceRecord#practice")]
public sealed class GetDentalExecPracticeCommand : ReadRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "practice";
}
