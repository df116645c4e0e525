using System.Management.Automation;
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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(ParameterSetName == "Ledger" ? Target : Migration.TargetObject);
        string ledger = LedgerPath;
        if (!ShouldProcess(target.Name, "Undo migration"))
        {
            return;
        }

        RunOnPipeline(async (pipeline, stop) =>
        {
            UndoResult result;
            using (var progress = new ProgressReporter(pipeline, "Undo"))
            {
                result = await UndoRun.RunAsync(
                    ledger,
                    target.Target.Client,
                    new UndoOptions { Force = Force, KeepSchema = KeepSchema },
                    TimeProvider.System,
                    progress,
                    stop).ConfigureAwait(false);
            }

            if (!result.IsComplete)
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
