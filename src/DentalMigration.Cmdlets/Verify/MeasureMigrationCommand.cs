using System.Management.Automation;
using DentalMigration.Verification;
using DentalMigration.Verification.Vendor;

namespace DentalMigration.Commands;

/// <summary>
/// Reconciles source and target by figures, object by object and practice by practice: rows, sums of every amount, filled, lost and appeared
/// cells and a checksum of every mapped column, and files by their bytes. Holds totals only.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "Migration")]
[OutputType("DentalMigration.Verification.ReconciliationLine")]
public sealed class MeasureMigrationCommand : MigrationCommand
{
    /// <summary>Rows and sums of whole objects only, counted by aggregates.</summary>
    [Parameter]
    public SwitchParameter Quick { get; set; }

    /// <summary>CSV of the vendor's own totals, with the columns object, practice, measure, field and value.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? VendorTotals { get; set; }

    /// <summary>Only what does not agree.</summary>
    [Parameter]
    public SwitchParameter DifferenceOnly { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string? file = VendorTotals is null ? null : ResolvePath(VendorTotals);
        RunWithLedger(async (open, pipeline, stop) =>
        {
            var options = new MeasureOptions
            {
                Quick = Quick,
                Vendor = file is null ? [] : VendorTotalFile.Read(file, open.Setup.Source.Catalog),
            };
            using var progress = new ProgressReporter(pipeline, $"Measure {Migration}");
            long done = 0;
            await foreach (ReconciliationLine line in Reconciler.MeasureAsync(open, options, stop).ConfigureAwait(false))
            {
                progress.Report($"figures, now of {line.Object}", ++done);
                if (!DifferenceOnly || line.Verdict != Verdict.Same)
                {
                    pipeline.Write(line);
                }
            }
        });
    }
}
