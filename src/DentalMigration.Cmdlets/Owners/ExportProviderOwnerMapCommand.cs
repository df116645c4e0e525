using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Writes an owner map to a CSV or JSON file, for a person to read and correct. Holds no patient.</summary>
[Cmdlet(VerbsData.Export, "ProviderOwnerMap", SupportsShouldProcess = true)]
[OutputType(typeof(ProviderOwner))]
public sealed class ExportProviderOwnerMapCommand : PipelineCmdlet
{
    private readonly List<ProviderOwner> _rows = [];

    /// <summary>The file: <c>.csv</c> or <c>.json</c>; an existing one is written over.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The rows of Resolve-ProviderOwner.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public ProviderOwner[] Owner { get; set; } = [];

    /// <summary>Passes the rows on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Subject => Path;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _rows.AddRange(Owner);
        if (PassThru)
        {
            WriteObject(Owner, enumerateCollection: true);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string path = ResolvePath(Path);
        if (ShouldProcess(path, "Export owner map"))
        {
            Guard(() =>
            {
                OwnerFile.Write(path, _rows);
                return path;
            });
        }
    }
}
