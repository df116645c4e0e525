using System.Management.Automation;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Owners;

namespace DentalMigration.Commands;

/// <summary>Binds map, owners, source and target to a ledger, a new one or one begun with the same. Moves nothing yet.</summary>
[Cmdlet(VerbsCommon.New, "Migration", SupportsShouldProcess = true)]
[OutputType(typeof(PracticeMigration))]
public sealed class NewMigrationCommand : LedgerPlaceCommand
{
    /// <summary>The approved map.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public MapDocument Map { get; set; } = null!;

    /// <summary>The owner map: the rows of Resolve-ProviderOwner or Import-ProviderOwnerMap.</summary>
    [Parameter(Mandatory = true)]
    public ProviderOwner[] Owner { get; set; } = [];

    /// <summary>The export; the one this runspace connected last when left out.</summary>
    [Parameter]
    public MigrationSource? Source { get; set; }

    /// <summary>The organisation; the one this runspace connected last when left out.</summary>
    [Parameter]
    public DataverseTarget? Target { get; set; }

    /// <summary>The ledger file; made when missing.</summary>
    [Parameter(Mandatory = true)]
    public string Ledger { get; set; } = "";

    /// <summary>Id or name of the organisation that is meant, or the first part of its host: a load elsewhere than on this machine wants it named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExpectedOrganization { get; set; }

    /// <summary>The organisation is a sandbox: rehearsals of any size may be loaded there without an approval. Audited.</summary>
    [Parameter]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>Rows in one bulk request.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int BatchSize { get; set; } = new LoadOptions().BatchSize;

    /// <summary>Most requests of one user in flight; the service's own advice may lower it.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int MaxConcurrency { get; set; } = new LoadOptions().MaxConcurrency;

    private protected override object? Subject => Ledger;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DataverseTarget target = TargetOrCurrent(Target);
        MigrationSource source = SourceOrCurrent(Source);
        LedgerPlace ledger = PlaceOf(ResolvePath(Ledger), target);
        var options = new LoadOptions { BatchSize = BatchSize, MaxConcurrency = MaxConcurrency };
        bool bind = ShouldProcess(ledger.Path, $"Bind migration {source.Name} -> {target.Name}");
        RunOnPipeline(async (pipeline, stop) =>
        {
            source = new MigrationSource(await MapSource.DecideAsync(Map.Map, source.Source, stop).ConfigureAwait(false), source);
            foreach (SourceNews news in MapSource.News(Map.Map, source.Source))
            {
                pipeline.Warn($"{news.File}: {news.Message}");
            }

            IReadOnlyList<ProviderOwner> owners = await OwnersOfAsync(source, target, pipeline, stop).ConfigureAwait(false);
            var migration = new PracticeMigration(Map, owners, source, target, ledger, options);
            if (bind)
            {
                using Migration open = await migration.OpenAsync(stop, pipeline.Warn).ConfigureAwait(false);
                if (ExpectedOrganization is not null)
                {
                    await TargetGate.ConfirmAsync(open, target.Target, ExpectedOrganization, stop).ConfigureAwait(false);
                }

                if (Sandbox)
                {
                    RehearsalGate.NameSandbox(open);
                }
            }

            pipeline.Write(migration);
        });
    }

    /// <summary>Owners are people; their ids differ from organisation to organisation, so those of another one are looked up here again.</summary>
    private async Task<IReadOnlyList<ProviderOwner>> OwnersOfAsync(
        MigrationSource source, DataverseTarget target, PipelineRelay pipeline, CancellationToken stop)
    {
        if (Owner.All(o => o.OrganizationId == target.OrganizationId))
        {
            return Owner;
        }

        // A choice by address or team name holds in any organisation; one by id only in its own.
        if (Owner.Any(o => o.Status == nameof(OwnerStatus.Chosen) && (o.Owner.Length == 0 || Guid.TryParse(o.Owner, out _)))
            || Owner.SingleOrDefault(o => o.Provider == ProviderOwner.Fallback) is not { } fallback)
        {
            throw new MigrationException(
                "OwnersForAnotherOrganization", "The owner map was made for another organisation and corrected by hand. Resolve the owners for this target.");
        }

        pipeline.Verbose($"The owner map was made for another organisation; its people are looked up in '{target.Name}'.");
        HashSet<string> providers = [.. Owner.Select(o => o.Provider)];
        OwnerMap map = await OwnerResolver
            .ResolveAsync(source.Source.Read("provider", stop).Where(p => providers.Contains(p.Key)), fallback.Name, OwnerRows.Choices(Owner), target.Target.Client, TimeProvider.System, stop)
            .ConfigureAwait(false);
        return [.. OwnerRows.Of(map, fallback.Name, target.OrganizationId)];
    }
}
