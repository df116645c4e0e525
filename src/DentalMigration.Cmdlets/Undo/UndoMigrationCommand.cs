using System.Management.Automation;
using DentalMigration.Loading;
using DentalMigration.Undo;

namespace DentalMigration.Commands;

/// <summary>
/// Takes a migration back: deletes the rows it made, restores what it changed in rows of others, removes the schema it made. What people
/// changed or attached since is kept and reported. Safe to repeat.
/// </summary>
[Cmdlet(VerbsCommon.Undo, "Migration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Migration")]
[OutputType(typeof(UndoLine))]
public sealed class UndoMigrationCommand : LedgerCommand
{
    /// <summary>With -Ledger: the organisation the migration wrote to; the one this runspace connected last when left out.</summary>
    [Parameter(ParameterSetName = "Ledger")]
    public DataverseTarget? Target { get; set; }

    /// <summary>Deletes rows of ours even where people changed them since.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves tables, columns, keys and currencies in place.</summary>
    [Parameter]
    public SwitchParameter KeepSchema { get; set; }

    /// <summary>
    /// How long it may take, such as 02:45:00 in a job that is ended after three hours. It then stops in good order and says so; running it again
    /// goes on.
    /// </summary>
    [Parameter]
    public TimeSpan? TimeBudget { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(ParameterSetName == "Ledger" ? Target : Migration.TargetObject);
        string ledger = LedgerPath;
        if (!ShouldProcess(target.Name, "Undo migration"))
        {
            return;
        }

        RunBudget? budget = Guard(() => Budgets.Begin(TimeBudget));
        RunOnPipeline(async (pipeline, stop) =>
        {
            UndoResult result;
            using (var progress = new ProgressReporter(pipeline, "Undo"))
            {
                result = await UndoRun.RunAsync(
                    ledger,
                    target.Target.Client,
                    new UndoOptions { Force = Force, KeepSchema = KeepSchema, FurtherUsers = target.Target.FurtherUsers, Budget = budget },
                    TimeProvider.System,
                    progress,
                    stop).ConfigureAwait(false);
            }

            if (result.IsPaused)
            {
                pipeline.Warn("Paused by its time budget: not everything is undone. Run Undo-Migration again to go on.");
            }
            else if (!result.IsComplete)
            {
                pipeline.Warn("Something was kept: rows that people changed or attached to, or schema that is in use. See the lines with Kept.");
            }

            foreach (UndoLine line in result.Objects.Select(o => new UndoLine(o, result))
                .Concat(result.Components.Select(c => new UndoLine(c, result))))
            {
                pipeline.Write(line);
            }
        });
    }
}
