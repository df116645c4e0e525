using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Closes a source: its files and database connections are free again. The one connected before is the runspace's current one then.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MigrationSource")]
public sealed class DisconnectMigrationSourceCommand : PipelineCmdlet
{
    /// <summary>The source; the runspace's current one when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if ((Source ?? RunspaceState.Current.Source) is { } source)
        {
            RunspaceState.Current.Disconnect(source);
            WriteVerbose($"'{source.Name}' is closed.");
        }
    }
}
