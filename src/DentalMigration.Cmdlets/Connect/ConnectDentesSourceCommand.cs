using System.Management.Automation;
using DentalMigration.Hosting;

namespace DentalMigration.Commands;

/// <summary>Opens a Dr.DENTES export and makes it the runspace's current source.</summary>
[Cmdlet(VerbsCommunications.Connect, "DentesSource")]
[OutputType(typeof(MigrationSource))]
public sealed class ConnectDentesSourceCommand : PipelineCmdlet
{
    /// <summary>The folder of the export.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("PSPath", "LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>IANA zone of the practice; the system's own when left out.</summary>
    [Parameter]
    public string? TimeZone { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string path = ResolvePath(Path);
        var source = new MigrationSource(Guard(() => SourceOpener.OpenFolder("dentes", path, TimeZone)));
        foreach (string warning in source.Warnings)
        {
            WriteWarning(warning);
        }

        RunspaceState.Current.Add(source);
        WriteObject(source);
    }
}
