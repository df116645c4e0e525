using System.Management.Automation;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that work with a migration.</summary>
public abstract class MigrationCommand : PipelineCmdlet
{
    /// <summary>The migration, as New-Migration gives it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PracticeMigration Migration { get; set; } = null!;

    private protected override object? Subject => Migration.ToString();

    /// <summary>Opens the migration's ledger, works, and releases it however the work ends.</summary>
    protected void RunWithLedger(Func<Loading.Migration, PipelineRelay, CancellationToken, Task> work)
    {
        TargetOrCurrent(Migration.TargetObject);
        PracticeMigration migration = Migration;
        if (!migration.Place.MayExist)
        {
            Fail(new MigrationException("LedgerNotFound", $"There is no ledger '{migration.Ledger}'. Load the migration first."), migration.Ledger);
        }

        RunOnPipeline(async (pipeline, stop) =>
        {
            using Loading.Migration open = await migration.OpenAsync(stop, pipeline.Warn).ConfigureAwait(false);
            try
            {
                await work(open, pipeline, stop).ConfigureAwait(false);
            }
            finally
            {
                migration.Refresh(open.Ledger);
            }
        });
    }
}
