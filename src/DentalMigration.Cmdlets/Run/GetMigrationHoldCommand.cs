using System.Management.Automation;
using DentalMigration.Ledger;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Commands;

/// <summary>Lists what a run held or rejected, each with its place in the export, the reason and what to do. Holds no values.</summary>
[Cmdlet(VerbsCommon.Get, "MigrationHold", DefaultParameterSetName = "Migration")]
[OutputType("DentalMigration.Ledger.LedgerProblem")]
public sealed class GetMigrationHoldCommand : LedgerCommand
{
    /// <summary>The run; the newest one that loaded when left out.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long Run { get; set; }

    /// <summary>Lists also findings about rows that were written.</summary>
    [Parameter]
    public SwitchParameter IncludeFinding { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunOnLedger((ledger, pipeline) =>
    {
        long run = Run > 0 ? Run : Math.Max(ledger.Runs.Last("load"), ledger.Runs.Last("sync"));
        foreach (LedgerProblem problem in ledger.Problems.Of(run).Where(p => IncludeFinding || p.Kind != ProblemKind.Finding))
        {
            pipeline.Write(problem);
        }
    });
}
