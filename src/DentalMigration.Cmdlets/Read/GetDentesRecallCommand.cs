using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the recalls of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesRecall")]
[OutputType("DentalMigration.SourceRecord#recall")]
public sealed class GetDentesRecallCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "recall";
}
