using System.Management.Automation;
using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>Reads a map from its file, JSON or CSV. A spreadsheet may have saved the CSV again, with other delimiters or in another encoding.</summary>
[Cmdlet(VerbsData.Import, "MigrationMap")]
[OutputType(typeof(MapDocument))]
public sealed class ImportMigrationMapCommand : PipelineCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string path = ResolvePath(Path);
        WriteObject(new MapDocument(Guard(() => MapFile.Read(path))));
    }
}
