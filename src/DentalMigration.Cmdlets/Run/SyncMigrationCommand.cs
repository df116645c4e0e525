using System.Globalization;
using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Commands;

/// <summary>
/// Picks up the delta from a newer export: new rows are created, changed ones updated, vanished ones reported and never deleted. The newer
/// export becomes the migration's source.
/// </summary>
[Cmdlet(VerbsData.Sync, "Migration", SupportsShouldProcess = true)]
[OutputType("DentalMigration.Ledger.ObjectCounts")]
[OutputType(typeof(PracticeMigration))]
public sealed class SyncMigrationCommand : MigrationCommand
{
    /// <summary>The newer export.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    public MigrationSource Source { get; set; } = null!;

    /// <summary>
    /// What becomes of rows whose records the newer export no longer has: Report leaves them, Deactivate makes them inactive where the table allows it and
    /// nobody changed them. They are never deleted. When left out, what the last delta did, or a report.
    /// </summary>
    [Parameter]
    public MissingRecordAction OnMissing { get; set; } = MissingRecordAction.Report;

    /// <summary>
    /// How long it may take, such as 02:45:00 in a job that is ended after three hours. It then stops in good order and says so; Resume-Migration
    /// goes on.
    /// </summary>
    [Parameter]
    public TimeSpan? TimeBudget { get; set; }

    /// <summary>Emits the migration instead of the conservation lines.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Migration.Target, $"Load the changes of {Source.Name}"))
        {
            return;
        }

        MissingAction? missing = MyInvocation.BoundParameters.ContainsKey(nameof(OnMissing)) ? (MissingAction)OnMissing : null;
        PracticeMigration migration = Migration;
        RunBudget? budget = Guard(() => Budgets.Begin(TimeBudget));
        RunWithLedger(async (open, pipeline, stop) =>
        {
            DentalMigration.Loading.Migration.DemandApproved(open.Setup.Map, Source.Source);
            migration.SourceObject = Source;
            open.Limit(budget);
            RunResult result;
            using (var progress = new ProgressReporter(pipeline, "Load changes"))
            {
                result = await GuardedLoad.SyncAsync(open, migration.TargetObject.Target, Source.Source, missing, pipeline.Warn, progress, stop).ConfigureAwait(false);
            }

            migration.SourceObject = new MigrationSource(open.Setup.Source, Source);
            foreach (SourceNews news in MapSource.News(open.Setup.Map, open.Setup.Source))
            {
                pipeline.Warn($"{news.File}: {news.Message}");
            }

            int vanished = open.Ledger.Problems.Of(result.Run, ProblemKind.Finding).Count(p => p.Code is "VanishedFromSource" or "VanishedDeactivated");
            if (vanished > 0)
            {
                pipeline.Warn(string.Create(CultureInfo.InvariantCulture, $"{vanished} records are not in the newer export any more. Get-MigrationHold -IncludeFinding -Code *Vanished* lists them."));
            }

            RunOutput.Write(pipeline, migration, result, PassThru);
        });
    }
}
