using System.Management.Automation;
using DentalMigration.Reports;
using DentalMigration.Verification;

namespace DentalMigration.Commands;

/// <summary>
/// Writes what is piped in as a report: HTML with charts for people, CSV for a spreadsheet, JSON for programs, by the file's extension.
/// Takes the output of Measure-MigrationSource, Resolve-ProviderOwner, New-MigrationSchemaPlan, Invoke-MigrationBatch, Sync-Migration,
/// Compare-MigrationRecord, Measure-Migration, Get-MigrationAudit and Undo-Migration, and any other objects as a plain table.
/// </summary>
[Cmdlet(VerbsData.Export, "MigrationReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMigrationReportCommand : PipelineCmdlet
{
    private readonly List<PSObject> _items = [];
    private DifferenceStream? _differences;
    private string _path = "";
    private bool _write;

    /// <summary>The file: <c>.html</c>, <c>.csv</c> or <c>.json</c>; an existing one is written over.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What to report.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>Passes the file on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Subject => Path;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _path = ResolvePath(Path);
        Guard(() => ReportWriter.FormatOf(_path));
        _write = ShouldProcess(_path, "Export report");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_write)
        {
            return;
        }

        if (_items.Count == 0 && InputObject.BaseObject is FieldDifference difference)
        {
            _differences ??= new DifferenceStream(_path);
            _differences.Add(difference);
        }
        else if (_differences is null)
        {
            _items.Add(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_write)
        {
            return;
        }

        RunOnPipeline((_, _) =>
        {
            if (_differences is not null)
            {
                return _differences.CompleteAsync();
            }

            ReportWriter.Write(_path, ReportBuilder.Build(_items));
            return Task.CompletedTask;
        });
        if (PassThru)
        {
            WriteFile(_path);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _differences?.Dispose();
        }

        base.Dispose(disposing);
    }
}
