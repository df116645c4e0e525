using System.Globalization;
using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Verification.Repair;

namespace DentalMigration.Commands;

/// <summary>
/// Corrects what differs between source and Dataverse, and nothing else: columns, owners, states, links, parties, files and missing rows. Takes what
/// Compare-MigrationRecord and Measure-Migration find, or, with nothing piped in, measures and corrects all. Rows that were piped in are corrected in any
/// case; otherwise what somebody else changed since is left to them. A run of its own, in ledger and audit, that can be undone. Emits a line for each row.
/// </summary>
[Cmdlet(VerbsDiagnostic.Repair, "Migration", SupportsShouldProcess = true, DefaultParameterSetName = "All")]
[OutputType("DentalMigration.Verification.Repair.RepairAction")]
public sealed class RepairMigrationCommand : PipelineCmdlet
{
    private readonly List<RepairTarget> _targets = [];

    /// <summary>The migration, as New-Migration gives it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "All")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Rows")]
    public PracticeMigration Migration { get; set; } = null!;

    /// <summary>The object whose rows are corrected.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Rows")]
    [ArgumentCompleter(typeof(ObjectNameCompleter))]
    public string Object { get; set; } = "";

    /// <summary>Source keys of the records; all rows that differ without them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Rows")]
    public string[] Key { get; set; } = [];

    /// <summary>Ids of the rows; all rows that differ without them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Rows")]
    public Guid[] Id { get; set; } = [];

    /// <summary>The columns; all that differ without them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Rows")]
    [ArgumentCompleter(typeof(ColumnNameCompleter))]
    public string[] Column { get; set; } = [];

    /// <summary>Overwrites also what somebody else changed since, and makes rows again that somebody deleted; rows named one by one need no such leave.</summary>
    [Parameter]
    public SwitchParameter IncludeChangedSince { get; set; }

    /// <summary>Emits the lines also where -AsScript writes them down.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Writes the corrections as a script to be read and run later, instead of making them. It holds row ids, no values.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AsScript { get; set; }

    private protected override object? Subject => Migration.ToString();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "All")
        {
            // A pipeline that feeds differences may turn out empty; it must correct nothing, so only a given or piped migration corrects everything.
            Repair([]);
            return;
        }

        string?[] columns = Column.Any(c => c.Length > 0) ? [.. Column.Where(c => c.Length > 0)] : [null];
        foreach (string? column in columns)
        {
            if (Id.Length > 0)
            {
                _targets.AddRange(Id.Select(id => new RepairTarget(Object, Id: id, Column: column)));
            }
            else if (Key.Length > 0)
            {
                _targets.AddRange(Key.Select(key => new RepairTarget(Object, key, Column: column)));
            }
            else
            {
                _targets.Add(new RepairTarget(Object, Column: column));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_targets.Count > 0)
        {
            Repair(_targets);
        }
    }

    private void Repair(IReadOnlyCollection<RepairTarget> targets)
    {
        PracticeMigration migration = Migration;
        DataverseTarget target = TargetOrCurrent(migration.TargetObject);
        if (!migration.Place.MayExist)
        {
            Fail(new MigrationException("LedgerNotFound", $"There is no ledger '{migration.Ledger}'. Load the migration first."), migration.Ledger);
        }

        string? script = AsScript is null ? null : ResolvePath(AsScript);
        string what = targets.Count == 0 ? "Repair all that differs" : string.Create(CultureInfo.InvariantCulture, $"Repair {targets.Count} chosen places");
        bool isReal = script is null && ShouldProcess(migration.ToString(), what);
        bool writesScript = script is not null && ShouldProcess(script, "Write the repair as a script");
        RunOnPipeline(async (pipeline, stop) =>
        {
            using Loading.Migration open = await migration.OpenAsync(stop).ConfigureAwait(false);
            var options = new RepairOptions { IncludeChangedSince = IncludeChangedSince, DryRun = !isReal };
            var actions = new List<RepairAction>();
            Action<RepairAction> tell = script is null ? pipeline.Write : PassThru ? ((Action<RepairAction>)actions.Add) + pipeline.Write : actions.Add;
            RepairResult result = isReal
                ? await GuardedLoad.RepairAsync(open, target.Target, targets, options, pipeline.Warn, tell, stop).ConfigureAwait(false)
                : await RepairRun.RunAsync(open, targets, options, tell, stop).ConfigureAwait(false);
            migration.Refresh(open.Ledger);
            if (writesScript)
            {
                RepairScript.Write(script!, actions, migration.ToString());
            }

            Warn(pipeline, result);
        });
    }

    private static void Warn(PipelineRelay pipeline, RepairResult result)
    {
        long left = result.Objects.Sum(o => o.Filtered);
        if (left > 0)
        {
            pipeline.Warn(string.Create(
                CultureInfo.InvariantCulture, $"{left} rows that somebody else changed or deleted since were left as they are. Add -IncludeChangedSince, or pipe in those that the source is right about."));
        }

        if (result.Extra > 0)
        {
            pipeline.Warn(string.Create(CultureInfo.InvariantCulture, $"Dataverse holds {result.Extra} rows of this migration's number that its ledger does not know. They are never deleted."));
        }
    }
}
