using System.Management.Automation;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;

namespace DentalMigration.Commands;

/// <summary>Brings a migration back from its ledger, in a later session: map and owners stand in it.</summary>
[Cmdlet(VerbsCommon.Get, "Migration")]
[OutputType(typeof(PracticeMigration))]
public sealed class GetMigrationCommand : LedgerPlaceCommand
{
    /// <summary>The ledger file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath", "Path")]
    public string Ledger { get; set; } = "";

    /// <summary>The export; the one this runspace connected last when left out.</summary>
    [Parameter]
    public MigrationSource? Source { get; set; }

    /// <summary>The organisation the ledger is bound to; the one this runspace connected last when left out.</summary>
    [Parameter]
    public DataverseTarget? Target { get; set; }

    private protected override object? Subject => Ledger;

    /// <summary>Rows in one bulk request; as before when left out.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? BatchSize { get; set; }

    /// <summary>Most requests of one user in flight; as before when left out.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int? MaxConcurrency { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(Target);
        MigrationSource source = SourceOrCurrent(Source);
        LedgerPlace place = PlaceOf(ResolvePath(Ledger), target);
        RunOnPipeline((pipeline, _) =>
        {
            using MigrationLedger ledger = MigrationLedger.Open(place with { Tell = pipeline.Warn }, TimeProvider.System, mustExist: true);
            if (ledger.Get("mapfile") is not { } map || ledger.Get(PracticeMigration.OwnersName) is not { } owners)
            {
                throw new MigrationException("LedgerEmpty", $"Ledger '{Path.GetFileName(place.Path)}' holds no migration that was begun with New-Migration.");
            }

            if (ledger.Get("organization") != target.OrganizationId.ToString("D"))
            {
                throw new MigrationException(
                    "WrongOrganization", "The ledger belongs to another organisation. Connect to the one the migration writes to.");
            }

            LoadOptions options = PracticeMigration.OptionsOf(ledger);
            options = options with { BatchSize = BatchSize ?? options.BatchSize, MaxConcurrency = MaxConcurrency ?? options.MaxConcurrency };
            var migration = new PracticeMigration(
                new MapDocument(MapFile.Parse(map, "the ledger's map")), OwnerFile.FromJson(owners), source, target, place, options);
            migration.Refresh(ledger);
            pipeline.Write(migration);
            return Task.CompletedTask;
        });
    }
}
