using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Closes a target; an embedded file can then be opened by others.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Dataverse")]
public sealed class DisconnectDataverseCommand : PipelineCmdlet
{
    /// <summary>The target; the runspace's current one when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public DataverseTarget? Target { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if ((Target ?? RunspaceState.Current.Target) is { } target)
        {
            RunspaceState.Current.Disconnect(target);
        }
    }
}
