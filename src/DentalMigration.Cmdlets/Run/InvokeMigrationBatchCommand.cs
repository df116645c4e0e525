using System.Globalization;
using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Loading;

namespace DentalMigration.Commands;

/// <summary>
/// Loads a migration in dependency order: everything, or the piped records with what they hang on. Emits the conservation line of each
/// object. Safe to repeat; a run that was broken off goes on where it stopped.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MigrationBatch", SupportsShouldProcess = true, DefaultParameterSetName = "All")]
[OutputType("DentalMigration.Ledger.ObjectCounts")]
[OutputType(typeof(PracticeMigration))]
public sealed class InvokeMigrationBatchCommand : PipelineCmdlet
{
    internal const string SelectionName = RecordSelection.LedgerName;

    private readonly RecordSelection _selection = new();
    private RunBudget? _budget;

    /// <summary>The migration, as New-Migration gives it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "All")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Records")]
    public PracticeMigration Migration { get; set; } = null!;

    /// <summary>Records to load, as Get-Dentes…, Get-DentalExec… and Select-MigrationSample give them; all when nothing is piped in.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Records")]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>
    /// How long it may take, such as 02:45:00 in a job that is ended after three hours. It then stops in good order and says so; Resume-Migration
    /// goes on.
    /// </summary>
    [Parameter]
    public TimeSpan? TimeBudget { get; set; }

    /// <summary>Emits the migration instead of the conservation lines.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Subject => Migration.ToString();

    /// <inheritdoc/>
    protected override void BeginProcessing() => _budget = Guard(() => Budgets.Begin(TimeBudget));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "All")
        {
            // A pipeline that feeds records may turn out empty; it must load nothing, so only a given or piped migration loads everything.
            Load(selection: null);
        }
        else if (RecordIdentity.Of(InputObject) is { } record)
        {
            _selection.Add(record.Object, record.Key);
        }
        else
        {
            WriteError(HostErrors.ToRecord("NotARecord", "The piped object is no record: it lacks Object and Key.", InputObject.BaseObject.GetType().Name));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_selection.Count > 0)
        {
            Load(_selection);
        }
    }

    private void Load(RecordSelection? selection)
    {
        PracticeMigration migration = Migration;
        DataverseTarget target = TargetOrCurrent(migration.TargetObject);
        string what = selection is null ? "Load everything" : string.Create(CultureInfo.InvariantCulture, $"Load {selection.Count} chosen records");
        if (!ShouldProcess(migration.ToString(), what))
        {
            return;
        }

        RunOnPipeline(async (pipeline, stop) =>
        {
            using Loading.Migration open = await migration.OpenAsync(stop).ConfigureAwait(false);
            if (selection is not null)
            {
                await SelectionClosure.AddParentsAsync(migration.SourceObject.Source, migration.Map.Map, selection, stop).ConfigureAwait(false);
            }

            open.Ledger.Set(SelectionName, selection is null ? "all" : "chosen");
            open.Ledger.Commit();
            open.Limit(_budget);
            RunResult result;
            try
            {
                using var progress = new ProgressReporter(pipeline, what);
                result = await GuardedLoad.LoadAsync(open, target.Target, selection, pipeline.Warn, progress, stop).ConfigureAwait(false);
            }
            finally
            {
                migration.Refresh(open.Ledger);
            }

            RunOutput.Write(pipeline, migration, result, PassThru);
        });
    }
}
