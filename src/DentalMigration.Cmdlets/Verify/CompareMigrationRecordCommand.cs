using System.Management.Automation;
using DentalMigration.Loading;
using DentalMigration.Verification;

namespace DentalMigration.Commands;

/// <summary>
/// Compares every mapped column of every written row with what Dataverse holds, by meaning. Streams one object for each column,
/// or only for those that differ. Shows values of patients' records.
/// </summary>
[Cmdlet(VerbsData.Compare, "MigrationRecord")]
[OutputType("DentalMigration.Verification.FieldDifference")]
[OutputType("DentalMigration.Verification.DifferenceSummary")]
public sealed class CompareMigrationRecordCommand : MigrationCommand
{
    /// <summary>Only this object.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ObjectNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Object { get; set; }

    /// <summary>Only records of these source keys.</summary>
    [Parameter]
    public string[] Key { get; set; } = [];

    /// <summary>Only rows of these ids.</summary>
    [Parameter]
    public Guid[] Id { get; set; } = [];

    /// <summary>Only rows of the practice of this source key.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PracticeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Practice { get; set; }

    /// <summary>Only what differs; without it also what is as mapped, so that a report can show the whole.</summary>
    [Parameter]
    public SwitchParameter DifferenceOnly { get; set; }

    /// <summary>Counts by column instead of the values.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunWithLedger(async (open, pipeline, stop) =>
    {
        if (Object is not null)
        {
            _ = open.Setup.Source.Catalog[Object]; // an unknown object is an error, not an empty answer
        }

        if (KnownExport.Warning(open.Ledger, open.Setup.Source) is { } older)
        {
            pipeline.Warn(older);
        }

        var options = new ComparisonOptions { Object = Object, Keys = Key, Ids = Id, Practice = Practice };
        IAsyncEnumerable<FieldDifference> lines = RecordComparer.CompareChosenAsync(open, options, stop);
        using var progress = new ProgressReporter(pipeline, $"Compare {Migration}");
        lines = Counted(lines, progress);
        if (Summary)
        {
            foreach (DifferenceSummary line in await DifferenceSummary.OfAsync(lines, stop).ConfigureAwait(false))
            {
                if (!DifferenceOnly || line.Same < line.Compared)
                {
                    pipeline.Write(line);
                }
            }

            return;
        }

        await foreach (FieldDifference line in lines.ConfigureAwait(false))
        {
            if (!DifferenceOnly || line.Verdict != Verdict.Same)
            {
                pipeline.Write(line);
            }
        }
    });

    private static async IAsyncEnumerable<FieldDifference> Counted(IAsyncEnumerable<FieldDifference> lines, ProgressReporter progress)
    {
        long done = 0;
        await foreach (FieldDifference line in lines.ConfigureAwait(false))
        {
            progress.Report($"columns compared, now of {line.Object}", ++done);
            yield return line;
        }
    }
}
