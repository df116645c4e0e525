using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;

namespace DentalMigration.Commands;

/// <summary>Goes on with a run that was broken off, and tries held rows again. What is there already is not written twice.</summary>
[Cmdlet(VerbsLifecycle.Resume, "Migration", SupportsShouldProcess = true)]
[OutputType("DentalMigration.Ledger.ObjectCounts")]
[OutputType(typeof(PracticeMigration))]
public sealed class ResumeMigrationCommand : MigrationCommand
{
    /// <summary>
    /// How long it may take, such as 02:45:00 in a job that is ended after three hours. It then stops in good order and says so; running it again
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
        if (!ShouldProcess(Migration.ToString(), "Resume"))
        {
            return;
        }

        PracticeMigration migration = Migration;
        RunBudget? budget = Guard(() => Budgets.Begin(TimeBudget));
        RunWithLedger(async (open, pipeline, stop) =>
        {
            RunStore runs = open.Ledger.Runs;
            if (runs.LastLoaded() == 0)
            {
                throw new MigrationException("NothingToResume", "Nothing was loaded yet. Run Invoke-MigrationBatch.");
            }

            if (runs.LastWholeUndo() > runs.LastLoaded())
            {
                throw new MigrationException(
                    "UndoNotFinished",
                    "The newest run took the migration back; there is no load to go on with. Finish the undo with Undo-Migration, or load anew with Invoke-MigrationBatch.");
            }

            if (runs.Outcome(runs.LastLoaded()) == "undone")
            {
                throw new MigrationException(
                    "NothingToResume", "The newest run was undone; there is nothing to go on with. Pick a newer export up with Sync-Migration, or load with Invoke-MigrationBatch.");
            }

            KnownExport.DemandSame(open.Ledger, open.Setup.Source);
            bool synced = runs.Last("sync") > runs.Last("load");
            if (!synced && open.Ledger.Get(InvokeMigrationBatchCommand.SelectionName) == "chosen")
            {
                throw new MigrationException(
                    "ResumeNeedsRecords", "The last run loaded chosen records. Pipe the same records to Invoke-MigrationBatch; it goes on where it stopped.");
            }

            open.Limit(budget);
            Target target = migration.TargetObject.Target;
            RunResult result;
            using (var progress = new ProgressReporter(pipeline, "Resume"))
            {
                result = synced
                    ? await GuardedLoad.SyncAsync(open, target, migration.SourceObject.Source, null, pipeline.Warn, progress, stop).ConfigureAwait(false)
                    : await GuardedLoad.LoadAsync(open, target, null, pipeline.Warn, progress, stop).ConfigureAwait(false);
            }

            RunOutput.Write(pipeline, migration, result, PassThru);
        });
    }
}
