using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Opens a Dr.DENTES export and makes it the runspace's current source.</summary>
[Cmdlet(VerbsCommunications.Connect, "DentesSource", DefaultParameterSetName = "Path")]
[OutputType(typeof(MigrationSource))]
public sealed class ConnectDentesSourceCommand : ConnectSourceCommand
{
    private protected override string SystemName => "dentes";
}
