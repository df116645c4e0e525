using System.Globalization;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Owners;

namespace DentalMigration.Commands;

/// <summary>
/// One cutover: approved map, owners, source and target, bound to one ledger. The ledger is open only while a cmdlet works with it.
/// </summary>
public sealed class PracticeMigration
{
    internal const string OwnersName = "owners";
    internal const string UndoState = "undo ";

    private const string BatchSizeName = "batchsize";
    private const string ConcurrencyName = "maxconcurrency";

    private readonly MapDocument _map;
    private IReadOnlyList<ProviderOwner> _owners;

    internal PracticeMigration(
        MapDocument map, IReadOnlyList<ProviderOwner> owners, MigrationSource source, DataverseTarget target, LedgerPlace place, LoadOptions options)
    {
        _map = map;
        _owners = owners;
        SourceObject = source;
        TargetObject = target;
        Place = place;
        Options = options;
    }

    /// <summary>Source system.</summary>
    public string System => _map.System;

    /// <summary>Names the practice.</summary>
    public string Scope => _map.Scope;

    /// <summary>The export.</summary>
    public string Source => SourceObject.Name;

    /// <summary>The organisation.</summary>
    public string Target => TargetObject.Name;

    /// <summary>The organisation's id.</summary>
    public Guid OrganizationId => TargetObject.OrganizationId;

    /// <summary>Path of the ledger.</summary>
    public string Ledger => Place.Path;

    /// <summary>Fingerprint of the map.</summary>
    public string MapHash => _map.Hash;

    /// <summary>Who approved the map.</summary>
    public string? MapApprover => _map.Approver;

    /// <summary>
    /// <c>new</c>, <c>paused</c> (by a time budget), <c>broken off</c>, <c>done</c>; after an undo of everything <c>undone</c>, <c>undo paused</c> or
    /// <c>undo broken off</c>. As the ledger said when a cmdlet last worked with it.
    /// </summary>
    public string State { get; private set; } = "new";

    /// <summary>Who approved the run, on which rehearsal it rests and on what legal basis; as the ledger said when a cmdlet last worked with it.</summary>
    public string? Approval { get; private set; }

    /// <summary>Number of the newest run in the ledger, when a cmdlet last worked with it.</summary>
    public long Run { get; private set; }

    internal MapDocument Map => _map;

    internal IReadOnlyList<ProviderOwner> Owners => _owners;

    internal MigrationSource SourceObject { get; set; }

    internal DataverseTarget TargetObject { get; }

    internal LoadOptions Options { get; }

    internal LedgerPlace Place { get; }

    /// <summary>Opens the ledger, new or begun; dispose of the migration to release it.</summary>
    internal async Task<Migration> OpenAsync(CancellationToken cancellationToken, Action<string>? tell = null)
    {
        OwnerMap owners = OwnerRows.ToMap(_owners);
        Migration migration = await Migration.OpenAsync(
            new MigrationSetup
            {
                Map = _map.Map,
                Owners = owners,
                Source = SourceObject.Source,
                Target = TargetObject.Target.Client,
                FurtherUsers = TargetObject.Target.FurtherUsers,
                Ledger = Place with { Tell = tell },
                Options = Options,
            },
            cancellationToken).ConfigureAwait(false);
        if (SourceObject.Source.Decisions?.Fingerprint != migration.Setup.Source.Decisions?.Fingerprint)
        {
            SourceObject = new MigrationSource(migration.Setup.Source, SourceObject);
        }

        migration.Ledger.Set(OwnersName, OwnerFile.ToJson(_owners));
        migration.Ledger.Set(BatchSizeName, Options.BatchSize.ToString(CultureInfo.InvariantCulture));
        migration.Ledger.Set(ConcurrencyName, Options.MaxConcurrency.ToString(CultureInfo.InvariantCulture));
        migration.Ledger.Commit();
        Refresh(migration.Ledger);
        return migration;
    }

    /// <summary>Takes over owners that were found anew, here and in the ledger.</summary>
    internal void Replace(IReadOnlyList<ProviderOwner> owners, MigrationLedger ledger)
    {
        _owners = owners;
        ledger.Set(OwnersName, OwnerFile.ToJson(owners));
        ledger.Commit();
    }

    /// <summary>How the migration went about its work so far.</summary>
    internal static LoadOptions OptionsOf(MigrationLedger ledger)
    {
        var usual = new LoadOptions();
        return usual with
        {
            BatchSize = int.TryParse(ledger.Get(BatchSizeName), NumberStyles.None, CultureInfo.InvariantCulture, out int rows) ? rows : usual.BatchSize,
            MaxConcurrency = int.TryParse(ledger.Get(ConcurrencyName), NumberStyles.None, CultureInfo.InvariantCulture, out int most) ? most : usual.MaxConcurrency,
        };
    }

    internal void Refresh(MigrationLedger ledger)
    {
        Run = ledger.Runs.Last();
        State = StateOf(ledger.Runs);
        Approval = RehearsalGate.Find(ledger)?.ToString();
    }

    private static string StateOf(RunStore runs)
    {
        long loaded = runs.LastLoaded();
        long undone = runs.LastWholeUndo();
        string outcome = runs.Outcome(Math.Max(loaded, undone)) ?? "broken off"; // its process died
        return loaded == 0 && undone == 0 ? "new"
            : undone < loaded ? outcome
            : outcome == "done" ? "undone" : UndoState + outcome;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Source} -> {Target}";
}
