using System.Globalization;
using System.Management.Automation;
using DentalMigration.Loading.Existing;
using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>
/// Decides about records that were held because the organisation had a row before that may be the same: update that row, fill its blanks, leave it, or
/// create another. The next Resume-Migration or Sync-Migration does so. The decision is kept in the ledger and audited.
/// </summary>
[Cmdlet(VerbsDiagnostic.Resolve, "MigrationHold", SupportsShouldProcess = true)]
[OutputType(typeof(PracticeMigration))]
public sealed class ResolveMigrationHoldCommand : PipelineCmdlet
{
    private readonly List<(string Object, string Key)> _decided = [];

    /// <summary>The migration, as New-Migration gives it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public PracticeMigration Migration { get; set; } = null!;

    /// <summary>The object, as Get-MigrationHold names it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ObjectNameCompleter))]
    public string Object { get; set; } = "";

    /// <summary>The key, as Get-MigrationHold shows it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(HoldKeyCompleter))]
    public string Key { get; set; } = "";

    /// <summary>What to do.</summary>
    [Parameter(Mandatory = true)]
    public ExistingRecordAction Action { get; set; }

    /// <summary>Emits the migration, once, so that Resume-Migration can follow.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Subject => Migration.ToString();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ShouldProcess($"{Object} {Key}", $"{Action} the row that was there before"))
        {
            _decided.Add((Object, Key));
        }
    }

    /// <summary>Decides when the pipeline before has ended: until then Get-MigrationHold may have the ledger open.</summary>
    protected override void EndProcessing()
    {
        if (_decided.Count > 0)
        {
            Decide(Migration, Enum.Parse<ExistingAction>(Action.ToString()));
        }

        if (PassThru)
        {
            WriteObject(Migration);
        }
    }

    private void Decide(PracticeMigration migration, ExistingAction action) => RunOnPipeline(async (pipeline, stop) =>
    {
        using Loading.Migration open = await migration.OpenAsync(stop).ConfigureAwait(false);
        int kept = 0;
        foreach ((string name, string key) in _decided)
        {
            try
            {
                ExistingDecision.Keep(open, name, key, action);
                kept++;
            }
            catch (MigrationException e)
            {
                pipeline.Error(HostErrors.ToRecord(e, $"{name} {key}"));
            }
        }

        pipeline.Verbose(string.Create(CultureInfo.InvariantCulture, $"{kept} of {_decided.Count} decisions are kept; Resume-Migration or Sync-Migration carries them out."));
    });
}
