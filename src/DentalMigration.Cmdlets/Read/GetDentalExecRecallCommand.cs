using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the recalls of a Dental-Exec export: those of its own list, and those found among its tasks.</summary>
[Cmdlet(VerbsCommon.Get, "DentalExecRecall")]
[OutputType("DentalMigration.SourceRecord#recall")]
public sealed class GetDentalExecRecallCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dental-exec";

    private protected override string ObjectName => "recall";
}
