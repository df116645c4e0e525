using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the patients of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesPatient")]
[OutputType("DentalMigration.SourceRecord#patient")]
public sealed class GetDentesPatientCommand : ReadPatientRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "patient";
}
