using System.Management.Automation;
using DentalMigration.Ledger;

namespace DentalMigration.Commands;

/// <summary>Base of the cmdlets that need a migration's ledger and nothing else.</summary>
public abstract class LedgerCommand : PipelineCmdlet
{
    /// <summary>The migration, as New-Migration gives it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Migration")]
    public PracticeMigration Migration { get; set; } = null!;

    /// <summary>Path of the ledger, without the migration at hand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Ledger")]
    [ValidateNotNullOrEmpty]
    public string Ledger { get; set; } = "";

    private protected override object? Subject => ParameterSetName == "Migration" ? Migration.ToString() : Ledger.Length > 0 ? Ledger : null;

    /// <summary>The ledger's full path.</summary>
    protected string LedgerPath => ParameterSetName == "Ledger" ? ResolvePath(Ledger) : Migration.Ledger;

    /// <summary>Opens the ledger, works, and releases it.</summary>
    protected void RunOnLedger(Action<MigrationLedger, PipelineRelay> work)
    {
        string path = LedgerPath;
        RunOnPipeline((pipeline, _) =>
        {
            using MigrationLedger ledger = MigrationLedger.Open(path, TimeProvider.System, mustExist: true);
            work(ledger, pipeline);
            return Task.CompletedTask;
        });
    }
}
