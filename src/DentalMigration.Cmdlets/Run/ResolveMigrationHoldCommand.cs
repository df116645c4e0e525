using System.Management.Automation;
using DentalMigration.Loading.Existing;
using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>
/// Decides about records that were held because the organisation had a row before that may be the same: update that row, fill its blanks, leave it, or
/// create another. The next Resume-Migration or Sync-Migration does so. The decision is kept in the ledger and audited.
/// </summary>
[Cmdlet(VerbsDiagnostic.Resolve, "MigrationHold", SupportsShouldProcess = true)]
public sealed class ResolveMigrationHoldCommand : PipelineCmdlet
{
    /// <summary>The migration, as New-Migration gives it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public PracticeMigration Migration { get; set; } = null!;

    /// <summary>The object, as Get-MigrationHold names it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ObjectNameCompleter))]
    public string Object { get; set; } = "";

    /// <summary>The key, as Get-MigrationHold shows it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Key { get; set; } = "";

    /// <summary>What to do.</summary>
    [Parameter(Mandatory = true)]
    public ExistingRecordAction Action { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess($"{Object} {Key}", $"{Action} the row that was there before"))
        {
            return;
        }

        (string name, string key, PracticeMigration migration) = (Object, Key, Migration);
        ExistingAction action = Enum.Parse<ExistingAction>(Action.ToString());
        RunOnPipeline(async (_, stop) =>
        {
            using Loading.Migration open = await migration.OpenAsync(stop).ConfigureAwait(false);
            ExistingDecision.Keep(open, name, key, action);
        });
    }
}
