using System.Globalization;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Attachments;
using DentalMigration.Mapping.Rows;
using DentalMigration.Schema;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Loading;

/// <summary>One cutover: an approved map, owners, a source and an organisation, bound to one ledger. Dispose it to release the ledger.</summary>
public sealed class Migration : IDisposable
{
    private Migration(MigrationSetup setup, MigrationLedger ledger, WhoAmI who)
    {
        Setup = setup;
        Ledger = ledger;
        Who = $"{who.UserId:D} {Environment.UserName}";
        OrganizationId = who.OrganizationId;
        Numbers = setup.Map.Objects.ToDictionary(o => o.Object, o => ledger.ObjectNumber(o.Object, o.Table), StringComparer.Ordinal);
        ledger.Commit();
    }

    /// <summary>What it is made of.</summary>
    public MigrationSetup Setup { get; private set; }

    /// <summary>Its journal.</summary>
    public MigrationLedger Ledger { get; }

    /// <summary>The organisation it is bound to.</summary>
    public Guid OrganizationId { get; }

    internal string Who { get; }

    internal IReadOnlyDictionary<string, int> Numbers { get; }

    internal WriteOptions WriteOptions => new()
    {
        BypassBusinessLogic = Setup.Map.BypassBusinessLogic,
        SuppressCallbacks = Setup.Map.BypassBusinessLogic,
    };

    /// <summary>Opens a migration, new or begun.</summary>
    /// <exception cref="MigrationException">
    /// <c>MapNotApproved</c>, <c>MapForAnotherSystem</c>, <c>LedgerBoundElsewhere</c>, <c>LedgerInUse</c> and the like.
    /// </exception>
    public static async Task<Migration> OpenAsync(MigrationSetup setup, CancellationToken cancellationToken)
    {
        if (!setup.Map.IsApproved)
        {
            throw new MigrationException(
                "MapNotApproved",
                setup.Map.Approval is null
                    ? "Nobody has approved the map. Read it and run Approve-MigrationMap."
                    : "The map was changed after its approval. Read it and run Approve-MigrationMap again.");
        }

        if (setup.Map.System != setup.Source.Catalog.System)
        {
            throw new MigrationException("MapForAnotherSystem", $"The map is for {setup.Map.System}, the source is {setup.Source.Catalog.System}.");
        }

        WhoAmI who = await setup.Target.WhoAmIAsync(cancellationToken);
        MigrationLedger ledger = MigrationLedger.Open(setup.LedgerPath, setup.Clock);
        try
        {
            bool isNew = ledger.Get("organization") is null;
            ledger.Bind(new LedgerIdentity(
                setup.Map.System, setup.Map.Scope, who.OrganizationId, MapHash.Of(setup.Map), setup.Map.Approval!.Approver));
            var migration = new Migration(setup, ledger, who);
            ledger.Set("mapfile", MapFile.ToJson(setup.Map));
            if (isNew)
            {
                ledger.Audit.Append(new AuditEntry(migration.Who, 0, "approve", null, "done", Note: setup.Map.Approval.Approver));
            }

            await ComponentFinder.RecordAsync(migration, cancellationToken);
            ledger.Commit();
            return migration;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Loads everything the source holds, or what a selection names, in dependency order. Safe to repeat and to resume.</summary>
    /// <param name="selection">Only these records; null for all.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the run cleanly; running again goes on.</param>
    public Task<RunResult> LoadAsync(RecordSelection? selection, IProgress<LoadProgress>? progress, CancellationToken cancellationToken) =>
        new LoadRun(this, selection, progress).RunAsync("load", cancellationToken);

    /// <summary>Picks up the delta from a newer export: new rows are created, changed ones updated, vanished ones reported, never deleted.</summary>
    /// <param name="newer">The newer export; it becomes the migration's source.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the run cleanly; running again goes on.</param>
    public Task<RunResult> SyncAsync(ISource newer, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        Setup = Setup with { Source = newer };
        return new LoadRun(this, null, progress).RunAsync("sync", cancellationToken);
    }

    /// <summary>The mappers of all objects, bound to the target's schema as it is now.</summary>
    internal async Task<IReadOnlyList<RowMapper>> BindAsync(LedgerDirectory directory, CancellationToken cancellationToken)
    {
        SystemCatalog catalog = Setup.Source.Catalog;
        IReadOnlyDictionary<string, TargetTable> tables = await TargetReader.ReadAsync(Setup.Target, Setup.Map, cancellationToken);
        foreach (CatalogReference reference in Setup.Map.Objects.SelectMany(o => catalog[o.Object].References).Where(r => r.By is not null))
        {
            if (Setup.Source.Has(reference.Object) && Setup.Map.Find(reference.Object)?.Action == MapAction.Create)
            {
                await directory.IndexAsync(reference.Object, reference.By!, cancellationToken);
            }
        }

        MappingContext shared = new(
            Setup.Map,
            Setup.Owners,
            directory,
            Setup.Source.TimeZone,
            DateOnly.FromDateTime(Setup.Clock.GetUtcNow().UtcDateTime),
            await ForeignCurrencyAsync(cancellationToken))
        {
            Attachments = await AttachmentsAsync(cancellationToken),
        };
        return [.. Setup.Map.Objects.Select(o => RowMapperFactory.Create(shared, o, catalog, tables))];
    }

    /// <inheritdoc/>
    public void Dispose() => Ledger.Dispose();

    private async Task<(ISource Source, AttachmentLimits Limits)?> AttachmentsAsync(CancellationToken cancellationToken)
    {
        const string Began = "maxuploadfilesize";
        if (Setup.Map.Objects.All(o => o.Content is null))
        {
            return null;
        }

        long? began = long.TryParse(Ledger.Get(Began), NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : null;
        AttachmentLimits limits = await AttachmentLimits.ReadAsync(Setup.Target, began, cancellationToken);
        Ledger.Set(Began, limits.RoutingSize.ToString(CultureInfo.InvariantCulture));
        return (Setup.Source, limits);
    }

    private async Task<Guid?> ForeignCurrencyAsync(CancellationToken cancellationToken)
    {
        Guid? currency = await SchemaPlanner.FindCurrencyAsync(Setup.Target, Setup.Map.Currency, cancellationToken)
            ?? throw new MigrationException("CurrencyMissing", $"The organisation has no currency {Setup.Map.Currency}. Create the schema first.");
        await foreach (global::System.Text.Json.JsonElement row in Setup.Target.QueryAsync("organizations?$select=_basecurrencyid_value", null, cancellationToken))
        {
            return row.TryGetProperty("_basecurrencyid_value", out global::System.Text.Json.JsonElement b)
                && b.ValueKind == global::System.Text.Json.JsonValueKind.String && b.GetGuid() == currency ? null : currency;
        }

        return currency;
    }
}
