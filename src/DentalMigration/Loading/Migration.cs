using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Attachments;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;
using DentalMigration.Schema;
using DentalMigration.Sources;
using DentalMigration.Sources.Derived;
using DentalMigration.Systems;

namespace DentalMigration.Loading;

/// <summary>One cutover: an approved map, owners, a source and an organisation, bound to one ledger. Dispose it to release the ledger.</summary>
public sealed class Migration : IDisposable
{
    private Migration(MigrationSetup setup, MigrationLedger ledger, IReadOnlyList<WhoAmI> users)
    {
        Setup = setup with { Source = DerivingSource.Over(setup.Source) };
        Ledger = ledger;
        Who = RunUsers.Name(users);
        OrganizationId = users[0].OrganizationId;
        Numbers = setup.Map.Objects.ToDictionary(o => o.Object, o => ledger.ObjectNumber(o.Object, o.Table), StringComparer.Ordinal);
        Practices = new PracticeFinder(ledger, Numbers);
        ledger.Problems.Mask = new KeyMask(setup.Source.Catalog, ledger.KeySecret());
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

    /// <summary>Tells which practice a record belongs to.</summary>
    internal PracticeFinder Practices { get; }

    /// <summary>The users of a run, each with its own governor; dispose of it with the run.</summary>
    internal ClientPool NewPool() => new([Setup.Target, .. Setup.FurtherUsers], Setup.Options.MaxConcurrency, Setup.Clock);

    internal WriteOptions WriteOptions => BypassChoice.Options(Setup.Map, Ledger);

    /// <summary>Opens a migration, new or begun.</summary>
    /// <exception cref="MigrationException">
    /// <c>MapNotApproved</c>, <c>MapForAnotherSystem</c>, <c>UsersOfSeveralOrganizations</c>, <c>LedgerBoundElsewhere</c>, <c>LedgerInUse</c> and the like.
    /// </exception>
    public static Task<Migration> OpenAsync(MigrationSetup setup, CancellationToken cancellationToken) =>
        OpenAsync(setup, new TargetDefinitions(setup.Target, setup.Map), cancellationToken);

    /// <summary>The same, by definitions that were looked at just before, with nothing made since.</summary>
    public static async Task<Migration> OpenAsync(MigrationSetup setup, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        DemandApproved(setup.Map, setup.Source);
        setup = setup with { Source = await MapSource.DecideAsync(setup.Map, setup.Source, cancellationToken) };
        IReadOnlyList<WhoAmI> users = await RunUsers.WhoAsync(setup.FurtherUsers.Prepend(setup.Target), cancellationToken);
        MigrationLedger ledger = MigrationLedger.Open(setup.Ledger, setup.Clock);
        try
        {
            bool isNew = ledger.Get("organization") is null;
            ledger.Bind(LedgerIdentity.Of(setup.Map, users[0].OrganizationId));
            var migration = new Migration(setup, ledger, users);
            ledger.Set("mapfile", MapFile.ToJson(setup.Map));
            if (isNew)
            {
                ledger.Audit.Append(new AuditEntry(migration.Who, 0, "approve", null, "done", Note: setup.Map.Approval!.Approver));
            }

            await ComponentFinder.RecordAsync(migration, definitions, cancellationToken);
            ledger.Commit();
            return migration;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a map that nobody approved as it is now, or that is of another system.</summary>
    /// <exception cref="MigrationException"><c>MapNotApproved</c>, <c>MapForAnotherSystem</c>.</exception>
    public static void DemandApproved(MigrationMap map, ISource source)
    {
        if (!map.IsApproved)
        {
            throw new MigrationException(
                "MapNotApproved",
                map.Approval is null
                    ? "Nobody has approved the map. Read it and run Approve-MigrationMap."
                    : "The map was changed after its approval. Read it and run Approve-MigrationMap again.");
        }

        if (map.System != source.Catalog.System)
        {
            throw new MigrationException("MapForAnotherSystem", $"The map is for {map.System}, the source is {source.Catalog.System}.");
        }
    }

    /// <summary>Gives the runs from here on a time budget; one that uses it up ends <c>paused</c>, and a later one goes on.</summary>
    public void Limit(RunBudget? budget) => Setup = Setup with { Options = Setup.Options with { Budget = budget } };

    /// <summary>Loads everything the source holds, or what a selection names, in dependency order. Safe to repeat and to resume.</summary>
    /// <param name="selection">Only these records; null for all.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the run cleanly; running again goes on.</param>
    public Task<RunResult> LoadAsync(RecordSelection? selection, IProgress<LoadProgress>? progress, CancellationToken cancellationToken) =>
        LoadAsync(selection, new TargetDefinitions(Setup.Target, Setup.Map), progress, cancellationToken);

    /// <summary>The same, by definitions that the checks before this run looked at.</summary>
    public Task<RunResult> LoadAsync(
        RecordSelection? selection, TargetDefinitions definitions, IProgress<LoadProgress>? progress, CancellationToken cancellationToken) =>
        new LoadRun(this, selection, MissingAction.Report, definitions, progress).RunAsync("load", cancellationToken);

    /// <summary>
    /// Picks up the delta from a newer export: new rows are created; of known ones the columns that changed in the source are written, and what people
    /// changed stays; vanished ones are reported, never deleted.
    /// </summary>
    /// <param name="newer">The newer export; it becomes the migration's source.</param>
    /// <param name="onMissing">What becomes of rows whose records vanished; null for what the last delta did, or a report.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the run cleanly; running again goes on.</param>
    /// <exception cref="MigrationException"><c>MapForAnotherSystem</c>, and those of a load.</exception>
    public Task<RunResult> SyncAsync(ISource newer, MissingAction? onMissing, IProgress<LoadProgress>? progress, CancellationToken cancellationToken) =>
        SyncAsync(newer, onMissing, new TargetDefinitions(Setup.Target, Setup.Map), progress, cancellationToken);

    /// <summary>The same, by definitions that the checks before this run looked at.</summary>
    public async Task<RunResult> SyncAsync(
        ISource newer, MissingAction? onMissing, TargetDefinitions definitions, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        const string Name = "onmissing";
        DemandApproved(Setup.Map, newer);
        MissingAction action = onMissing ?? (Enum.TryParse(Ledger.Get(Name), out MissingAction before) ? before : MissingAction.Report);
        Ledger.Set(Name, action.ToString());
        Setup = Setup with { Source = DerivingSource.Over(await MapSource.DecideAsync(Setup.Map, newer, cancellationToken)) };
        return await new LoadRun(this, null, action, definitions, progress).RunAsync("sync", cancellationToken);
    }

    /// <summary>The same, with vanished rows reported.</summary>
    public Task<RunResult> SyncAsync(ISource newer, IProgress<LoadProgress>? progress, CancellationToken cancellationToken) =>
        SyncAsync(newer, MissingAction.Report, progress, cancellationToken);

    /// <summary>
    /// Gives the rows that waited for their provider's user to it, where the owner map has one by now. Safe to repeat and to resume.
    /// </summary>
    /// <param name="owners">The owners as they are found now; they become the migration's.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the run cleanly; running again goes on.</param>
    /// <returns>What happened, object by object, parents first.</returns>
    public Task<IReadOnlyList<OwnerMove>> UpdateOwnersAsync(OwnerMap owners, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        Setup = Setup with { Owners = owners };
        return new OwnerRun(this, progress).RunAsync(cancellationToken);
    }

    /// <summary>The mappers of all objects, bound to the target's schema as it is now.</summary>
    internal Task<IReadOnlyList<RowMapper>> BindAsync(LedgerDirectory directory, CancellationToken cancellationToken) =>
        BindAsync(directory, new TargetDefinitions(Setup.Target, Setup.Map), cancellationToken);

    /// <summary>The same, by definitions that the checks before this run looked at.</summary>
    internal async Task<IReadOnlyList<RowMapper>> BindAsync(LedgerDirectory directory, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        SystemCatalog catalog = Setup.Source.Catalog;
        Task<IReadOnlyDictionary<string, TargetTable>> tables = TargetReader.ReadAsync(Setup.Target, definitions, cancellationToken);
        Task<IReadOnlyDictionary<string, Guid>> currencies = CurrenciesAsync(definitions, cancellationToken);
        Task<Guid?> own = OwnCurrencyAsync(cancellationToken);
        Task<IReadOnlyDictionary<string, Guid>> roles = definitions.RolesAsync(cancellationToken);
        Task<(ISource Source, AttachmentLimits Limits)?> attachments = AttachmentsAsync(cancellationToken);
        await Task.WhenAll(tables, currencies, own, roles, attachments);
        IReadOnlyDictionary<string, TargetTable> there = await tables;
        foreach ((string target, string by) in References(catalog))
        {
            await directory.IndexAsync(target, by, cancellationToken);
        }

        foreach (ObjectMap o in Setup.Map.Objects.Where(o => o.Columns.Any(c => c.Lookup == o.Object) && Setup.Source.Has(o.Object)))
        {
            await directory.IndexKeysAsync(o.Object, cancellationToken);
        }

        MappingContext shared = new(
            Setup.Map,
            Setup.Owners,
            directory,
            Setup.Source.TimeZone,
            DateOnly.FromDateTime(Setup.Clock.GetUtcNow().UtcDateTime),
            await currencies,
            await own,
            await roles)
        {
            Catalog = catalog,
            RecallDecisions = await global::DentalMigration.Sources.Derived.Recalls.RecallDecisions.ReadAsync(Setup.Source, cancellationToken),
            Attachments = await attachments,
        };
        shared = shared with { Context = RowContextText.Of(shared, Ledger.Matches.Decisions()) };
        await Practices.LearnAsync(Setup.Source, cancellationToken);
        List<RowMapper> mappers = [.. Setup.Map.Objects.Select(o => RowMapperFactory.Create(shared, o, catalog, there))];
        foreach (RowMapper mapper in mappers)
        {
            Ledger.Prints.Bind(Numbers[mapper.Map.Object], mapper.Prints.Names);
        }

        return mappers;
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

    /// <summary>The objects referred to by something else than their key, and by what.</summary>
    private IEnumerable<(string Target, string By)> References(SystemCatalog catalog) =>
        (from o in Setup.Map.Objects
         from lookup in o.Columns.Where(c => c.Lookup is not null).Select(c => (Target: c.Lookup!, Fields: c.From))
             .Concat(o.Parties.Select(p => (Target: p.Lookup, Fields: (IReadOnlyList<string>)[p.From])))
         where Setup.Source.Has(lookup.Target) && Setup.Map.Find(lookup.Target)?.Action == MapAction.Create
         from name in new ReferencePath(catalog, catalog[o.Object], lookup.Target).Indexed(lookup.Fields)
         select (lookup.Target, name)).Distinct();

    private async Task<IReadOnlyDictionary<string, Guid>> CurrenciesAsync(TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, Guid> currencies = await definitions.CurrenciesAsync(cancellationToken);
        return Setup.Map.Currencies.Keys.Prepend(Setup.Map.Currency).FirstOrDefault(code => !currencies.ContainsKey(code)) is { } missing
            ? throw new MigrationException("CurrencyMissing", $"The organisation has no currency {missing}, which comes with the schema. Create the schema first, with New-MigrationSchemaPlan and New-DataverseCustomTable.")
            : currencies;
    }

    private async Task<Guid?> OwnCurrencyAsync(CancellationToken cancellationToken)
    {
        await foreach (JsonElement row in Setup.Target.QueryAsync("organizations?$select=_basecurrencyid_value", null, cancellationToken))
        {
            return row.TryGetProperty("_basecurrencyid_value", out JsonElement own) && own.ValueKind == JsonValueKind.String ? own.GetGuid() : null;
        }

        return null;
    }
}
