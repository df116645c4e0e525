using System.Management.Automation;
using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>Writes a map to a JSON file, for a person to read, edit and approve.</summary>
[Cmdlet(VerbsData.Export, "MigrationMap", SupportsShouldProcess = true)]
[OutputType(typeof(MapDocument))]
public sealed class ExportMigrationMapCommand : PipelineCmdlet
{
    /// <summary>The file; an existing one is written over.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>The map.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public MapDocument Map { get; set; } = null!;

    /// <summary>Passes the map on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string path = ResolvePath(Path);
        if (ShouldProcess(path, "Export map"))
        {
            Guard(() =>
            {
                MapFile.Write(Map.Map, path);
                return path;
            });
        }

        if (PassThru)
        {
            WriteObject(Map);
        }
    }
}
