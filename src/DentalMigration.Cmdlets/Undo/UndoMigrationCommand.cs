using System.Globalization;
using System.Management.Automation;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Undo;

namespace DentalMigration.Commands;

/// <summary>
/// Takes a migration back: deletes the rows it made, restores what it changed in rows of others, removes the schema it made. With -Run, or with
/// -Object and -Practice, only that part. What people changed or attached since is kept and reported. Safe to repeat. With -WhatIf it gives
/// the counts it would undo.
/// </summary>
[Cmdlet(VerbsCommon.Undo, "Migration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Migration")]
[OutputType(typeof(UndoLine))]
public sealed class UndoMigrationCommand : LedgerCommand
{
    /// <summary>With -Ledger: the organisation the migration wrote to; the one this runspace connected last when left out.</summary>
    [Parameter(ParameterSetName = "Ledger")]
    public DataverseTarget? Target { get; set; }

    /// <summary>Only what this run made and changed: a load, a sync, a repair or an update of owners, by its number.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateRange(1, long.MaxValue)]
    public long? Run { get; set; }

    /// <summary>Only rows of these objects. What other rows still need is kept and reported.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ObjectNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Object { get; set; }

    /// <summary>Only rows of these practices, by the practice's key in the export.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PracticeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Practice { get; set; }

    /// <summary>Deletes rows of ours, and puts back columns, even where people changed them since.</summary>
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

    private protected override DataverseTarget? StoreTarget => Target ?? base.StoreTarget;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(ParameterSetName == "Ledger" ? Target : Migration.TargetObject);
        LedgerPlace ledger = Place;
        var options = new UndoOptions { Force = Force, KeepSchema = KeepSchema, Run = Run, Objects = Object ?? [], Practices = Practice ?? [] };
        string what = Run is { } run ? $"Undo run {run.ToString(CultureInfo.InvariantCulture)}" : options.IsPartial ? "Undo part of the migration" : "Undo migration";
        if (!ShouldProcess($"{what} in '{target.Name}'.", $"{what} in '{target.Name}'?", "Undo", out ShouldProcessReason reason))
        {
            if (reason == ShouldProcessReason.WhatIf)
            {
                foreach (UndoneObject o in Guard(() => UndoRun.Count(ledger, options, TimeProvider.System)))
                {
                    WriteObject(new UndoLine(o));
                }

                if (!options.IsPartial && !KeepSchema && Guard(() => UndoRun.CountSchema(ledger, TimeProvider.System)) is { Count: > 0 } schema)
                {
                    WriteWarning($"The schema that the migration made would go as well: {string.Join(", ", schema.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Count} of kind {s.Kind}")))}. -KeepSchema leaves it.");
                }
            }

            return;
        }

        RunBudget? budget = Guard(() => Budgets.Begin(TimeBudget));
        RunOnPipeline(async (pipeline, stop) =>
        {
            UndoResult result;
            using (var progress = new ProgressReporter(pipeline, "Undo"))
            {
                result = await UndoRun.RunAsync(
                    ledger with { Tell = pipeline.Warn },
                    target.Target.Client,
                    options with { FurtherUsers = target.Target.FurtherUsers, Budget = budget },
                    TimeProvider.System,
                    progress,
                    stop).ConfigureAwait(false);
            }

            if (ParameterSetName == "Migration")
            {
                using MigrationLedger after = MigrationLedger.Open(ledger, TimeProvider.System, mustExist: true);
                Migration.Refresh(after);
            }

            if (result.IsPaused)
            {
                pipeline.Warn("Paused by its time budget: not everything is undone. Run Undo-Migration again to go on.");
            }
            else if (!result.IsComplete)
            {
                pipeline.Warn(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Something was kept: rows that people changed or attached to, rows that others need, or schema that is in use. See the lines with Kept, and Get-MigrationHold -Run {result.Run} -IncludeFinding."));
            }

            if (!result.Verification.IsClean)
            {
                pipeline.Warn("Read afterwards, the organisation still holds rows that were to go, or columns do not read as before. Undo again.");
            }

            foreach (UndoLine line in result.Objects.Select(o => new UndoLine(o, result))
                .Concat(result.Components.Select(c => new UndoLine(c, result))))
            {
                pipeline.Write(line);
            }
        });
    }
}
