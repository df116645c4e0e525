using System.Management.Automation;
using DentalMigration.Hosting;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that open a system's export and make it the runspace's current source.</summary>
public abstract class ConnectSourceCommand : PipelineCmdlet
{
    /// <summary>The folder of the export.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("PSPath", "LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>IANA zone of the practice; the system's own when left out.</summary>
    [Parameter]
    public string? TimeZone { get; set; }

    private protected abstract string SystemName { get; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string path = ResolvePath(Path);
        var source = new MigrationSource(Guard(() => SourceOpener.OpenFolder(SystemName, path, TimeZone)));
        foreach (string warning in source.Warnings)
        {
            WriteWarning(warning);
        }

        RunspaceState.Current.Add(source);
        WriteObject(source);
    }
}
