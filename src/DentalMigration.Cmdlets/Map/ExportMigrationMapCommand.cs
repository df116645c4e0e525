using System.Management.Automation;
using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>Writes a map to a file for a person to read, edit and approve: JSON, or with the extension .csv a table for a spreadsheet. Both read back to the same map.</summary>
[Cmdlet(VerbsData.Export, "MigrationMap", SupportsShouldProcess = true)]
[OutputType(typeof(MapDocument))]
public sealed class ExportMigrationMapCommand : PipelineCmdlet
{
    /// <summary>The file, .json or .csv; an existing one is written over.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The map.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public MapDocument Map { get; set; } = null!;

    /// <summary>The sign between two cells of a .csv: a semicolon for Excel in Turkish, a comma for Excel in English.</summary>
    [Parameter]
    [ValidateSet(";", ",", "\t")]
    public string Delimiter { get; set; } = ";";

    /// <summary>Passes the map on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Subject => Path;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string path = ResolvePath(Path);
        if (ShouldProcess(path, "Export map"))
        {
            MigrationMap map = Map.Map with { Schema = Schema() ?? Map.Map.Schema };
            Guard(() =>
            {
                MapFile.Write(map, path, Delimiter[0]);
                return path;
            });
        }

        if (PassThru)
        {
            WriteObject(Map);
        }
    }

    /// <summary>The schema that ships with the module, so that an editor helps; null where the module is not a folder of files.</summary>
    private string? Schema()
    {
        string path = global::System.IO.Path.Combine(MyInvocation.MyCommand.Module.ModuleBase, "schemas", MapFile.SchemaName);
        return File.Exists(path) ? new Uri(path).AbsoluteUri : null;
    }
}
