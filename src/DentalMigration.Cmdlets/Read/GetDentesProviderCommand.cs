using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Streams the dentists of a Dr.DENTES export.</summary>
[Cmdlet(VerbsCommon.Get, "DentesProvider")]
[OutputType("DentalMigration.SourceRecord#provider")]
public sealed class GetDentesProviderCommand : ReadRecordsCommand
{
    private protected override string SystemName => "dentes";

    private protected override string ObjectName => "provider";
}
