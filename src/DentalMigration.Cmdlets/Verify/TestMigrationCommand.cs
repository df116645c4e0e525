using System.Management.Automation;
using DentalMigration.Verification;

namespace DentalMigration.Commands;

/// <summary>Tells whether a migration is sound: nothing lost, figures agree, rows read back with their owners; an error for each thing that is not.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Migration")]
[OutputType(typeof(bool))]
public sealed class TestMigrationCommand : MigrationCommand
{
    /// <summary>Most rows that may be held or rejected; any number when left out.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long MaximumHeld { get; set; } = long.MaxValue;

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunWithLedger(async (open, pipeline, stop) =>
    {
        IReadOnlyList<string> against = await MigrationTest
            .RunAsync(open, MaximumHeld == long.MaxValue ? null : MaximumHeld, stop).ConfigureAwait(false);
        foreach (string reason in against)
        {
            pipeline.Error(HostErrors.ToRecord("MigrationUnsound", reason, Migration.ToString()));
        }

        pipeline.Write(against.Count == 0);
    });
}
