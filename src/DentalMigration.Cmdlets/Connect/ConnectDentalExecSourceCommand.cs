using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Opens a Dental-Exec export and makes it the runspace's current source.</summary>
[Cmdlet(VerbsCommunications.Connect, "DentalExecSource", DefaultParameterSetName = "Path")]
[OutputType(typeof(MigrationSource))]
public sealed class ConnectDentalExecSourceCommand : ConnectSourceCommand
{
    private protected override string SystemName => "dental-exec";
}
