using System.Management.Automation;
using DentalMigration.Verification;

namespace DentalMigration.Commands;

/// <summary>
/// Compares every mapped column of every written row with what Dataverse holds, by meaning. Streams one object for each column,
/// or only for those that differ. Shows values of patients' records.
/// </summary>
[Cmdlet(VerbsData.Compare, "MigrationRecord")]
[OutputType("DentalMigration.Verification.FieldDifference")]
public sealed class CompareMigrationRecordCommand : MigrationCommand
{
    /// <summary>Only this object.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ObjectNameCompleter))]
    public string? Object { get; set; }

    /// <summary>Only what differs; without it also what is as mapped, so that a report can show the whole.</summary>
    [Parameter]
    public SwitchParameter DifferenceOnly { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunWithLedger(async (open, pipeline, stop) =>
    {
        if (Object is not null)
        {
            _ = open.Setup.Source.Catalog[Object]; // an unknown object is an error, not an empty answer
        }

        await foreach (FieldDifference line in RecordComparer.CompareAsync(open, Object, stop).ConfigureAwait(false))
        {
            if (!DifferenceOnly || line.Verdict != Verdict.Same)
            {
                pipeline.Write(line);
            }
        }
    });
}
