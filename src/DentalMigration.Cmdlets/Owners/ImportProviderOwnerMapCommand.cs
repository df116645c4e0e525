using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Reads an owner map from its CSV or JSON file.</summary>
[Cmdlet(VerbsData.Import, "ProviderOwnerMap")]
[OutputType(typeof(ProviderOwner))]
public sealed class ImportProviderOwnerMapCommand : PipelineCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string path = ResolvePath(Path);
        WriteObject(Guard(() => OwnerFile.Read(path)), enumerateCollection: true);
    }
}
