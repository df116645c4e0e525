using System.Management.Automation;
using DentalMigration.Verification;

namespace DentalMigration.Commands;

/// <summary>Reconciles source and target by figures: rows of each object and the sum of each amount. Holds totals only.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Migration")]
[OutputType("DentalMigration.Verification.ReconciliationLine")]
public sealed class MeasureMigrationCommand : MigrationCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => RunWithLedger(async (open, pipeline, stop) =>
    {
        await foreach (ReconciliationLine line in Reconciler.MeasureAsync(open, stop).ConfigureAwait(false))
        {
            pipeline.Write(line);
        }
    });
}
