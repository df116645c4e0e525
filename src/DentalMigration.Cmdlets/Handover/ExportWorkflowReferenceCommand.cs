using System.Management.Automation;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Reports.Workflows;

namespace DentalMigration.Commands;

/// <summary>
/// Writes the definitions of workflows, reminders, billing rules and templates of an export, which do not migrate, as a PDF: for each what
/// the export says, the table and columns it concerns in the new schema, and the Power Automate building blocks to rebuild it from.
/// </summary>
[Cmdlet(VerbsData.Export, "WorkflowReference", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportWorkflowReferenceCommand : PipelineCmdlet
{
    /// <summary>The PDF; an existing one is written over.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The export; the one this runspace connected last when left out.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public MigrationSource? Source { get; set; }

    /// <summary>The map that says which tables and columns there are; proposed when left out.</summary>
    [Parameter]
    [ValidateNotNull]
    public MapDocument? Map { get; set; }

    /// <summary>Passes the file on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Subject => Path;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MigrationSource source = SourceOrCurrent(Source);
        string path = ResolvePath(Path);
        Guard(() =>
        {
            WorkflowReference.DemandPdf(path);
            return path;
        });
        if (!ShouldProcess(path, "Export workflow reference"))
        {
            return;
        }

        RunOnPipeline(async (pipeline, stop) =>
        {
            MigrationMap map = Map?.Map
                ?? await MapProposer.ProposeAsync(DefaultMap.Create(source.System), source.Source, null, stop).ConfigureAwait(false);
            WorkflowReference reference = await WorkflowReference.ReadAsync(source.Source, map, stop).ConfigureAwait(false);
            if (reference.Entries.Count == 0)
            {
                pipeline.Warn("The export holds no definitions of workflows, reminders, billing rules or templates; the reference says so.");
            }

            reference.Write(path, TimeProvider.System.GetUtcNow());
        });
        if (PassThru)
        {
            WriteFile(path);
        }
    }
}
