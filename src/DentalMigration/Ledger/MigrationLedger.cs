using System.Globalization;
using System.Security.Cryptography;
using DentalMigration.Ledger.Store;

namespace DentalMigration.Ledger;

/// <summary>
/// A migration's durable journal: what was intended, what became of it, ids, hashes, pre-images, problems and the audit log, in one
/// SQLite file that only its owner can read. Thread-safe. One run at a time.
/// </summary>
public sealed partial class MigrationLedger : IDisposable
{
    private readonly LedgerConnection _file;
    private readonly LedgerCipher _cipher;
    private LedgerKeeper? _keeper;

    private MigrationLedger(LedgerConnection file, LedgerPlace place, TimeProvider clock)
    {
        _file = file;
        Path = place.Path;
        Clock = clock;
        Records = new RecordStore(file);
        Batches = new BatchStore(file);
        IsRestored = LedgerRecovery.IsRestored(file);
        Steps = new StepStore(file) { AreInDoubt = IsRestored };
        Files = new FileStore(file);
        Owners = new OwnerStore(file);
        Problems = new ProblemStore(file);
        Matches = new MatchStore(file);
        Practices = new PracticeStore(file);
        _cipher = new LedgerCipher(file, place);
        PreImages = new PreImageStore(file, _cipher);
        Prints = new PrintStore(file, _cipher, this);
        Components = new ComponentStore(file);
        Undo = new UndoStore(file);
        Seen = new SeenStore(file);
        Runs = new RunStore(file, clock);
        Audit = new AuditLog(file, clock);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Rows by source key.</summary>
    public RecordStore Records { get; }

    /// <summary>Batches in doubt.</summary>
    public BatchStore Batches { get; }

    /// <summary>Second steps.</summary>
    public StepStore Steps { get; }

    /// <summary>Who owns the rows, as the migration gave them.</summary>
    public OwnerStore Owners { get; }

    /// <summary>Rows that were there before, found for records, and what people decided.</summary>
    public MatchStore Matches { get; }

    /// <summary>The practices that records belong to.</summary>
    public PracticeStore Practices { get; }

    /// <summary>Files of rows: checksums, and uploads under way.</summary>
    public FileStore Files { get; }

    /// <summary>Held and rejected rows and findings.</summary>
    public ProblemStore Problems { get; }

    /// <summary>What rows held before we changed them, run by run, encrypted.</summary>
    public PreImageStore PreImages { get; }

    /// <summary>Fingerprints of the columns as they were last sent, encrypted.</summary>
    internal PrintStore Prints { get; }

    /// <summary>Tables, columns, keys and currencies that we made.</summary>
    public ComponentStore Components { get; }

    /// <summary>The runs, with their counts.</summary>
    public RunStore Runs { get; }

    /// <summary>Which records a run found as they were.</summary>
    internal SeenStore Seen { get; }

    /// <summary>What an undo needs to know.</summary>
    internal UndoStore Undo { get; }

    /// <summary>Who did what, chained by hash.</summary>
    public AuditLog Audit { get; }

    /// <summary>
    /// True where the ledger had no seal to hold it against when it was opened, as a copy has none: it was checked as far as it can be, and a change of
    /// single values would not have been noticed. The next run says so as a finding.
    /// </summary>
    public bool IsUnsealed { get; private init; }

    /// <summary>
    /// True where the ledger was lost and came back from a snapshot: a row it does not know may have been sent all the same, and is looked for before it is
    /// taken for refused.
    /// </summary>
    public bool IsRestored { get; }

    private TimeProvider Clock { get; }

    /// <summary>Binds a new ledger, or checks that an old one is bound to the same things.</summary>
    /// <exception cref="MigrationException"><c>LedgerBoundElsewhere</c>: names what differs.</exception>
    public void Bind(LedgerIdentity identity)
    {
        BindTo("organization", identity.OrganizationId.ToString("D"), "organisation");
        BindTo("system", identity.System, "source system");
        BindTo("scope", identity.Scope, "practice scope");
        BindTo("map", identity.MapHash, "map (an edited map needs a new ledger, or the map it was begun with)");
        BindTo("approver", identity.Approver, "");
        Commit();
    }

    /// <summary>Held by each call; by a caller, for several that belong together.</summary>
    internal Lock Gate => _file.Gate;

    /// <summary>A value of the ledger's own, or null.</summary>
    public string? Get(string name) => _file.Get(name);

    /// <summary>Keeps a value of the ledger's own.</summary>
    public void Set(string name, string value)
    {
        if (Get(name) != value) // looking at a migration leaves its ledger as it is
        {
            _file.Set(name, value);
        }
    }

    /// <summary>Forgets a value of the ledger's own.</summary>
    public void Remove(string name) => _file.Write("DELETE FROM meta WHERE name=@1", name);

    /// <summary>The secret that keys are hashed under where they are shown; made at first use.</summary>
    public byte[] KeySecret()
    {
        if (Get("keysecret") is not { } secret)
        {
            Set("keysecret", secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        }

        return Convert.FromHexString(secret);
    }

    /// <summary>The number of an object, made at first use.</summary>
    public int ObjectNumber(string name, string table)
    {
        _file.Write("INSERT INTO objects(name, tbl) VALUES(@1,@2) ON CONFLICT(name) DO NOTHING", name, table);
        return Convert.ToInt32(_file.Scalar("SELECT id FROM objects WHERE name=@1", name), CultureInfo.InvariantCulture);
    }

    /// <summary>Makes everything written so far durable; pre-images are in the ledger's store as well when this returns.</summary>
    public void Commit() => _file.Commit();

    /// <summary>Takes a snapshot into the store, where there is one, so that what follows can be gone on with from there.</summary>
    /// <exception cref="MigrationException"><c>LedgerStoreNeeded</c>: the ledger has a store that was not given.</exception>
    public void KeepInStore()
    {
        DemandStore();
        _keeper?.Keep();
    }

    /// <summary>Makes sure that a ledger with a store was opened with it.</summary>
    /// <exception cref="MigrationException"><c>LedgerStoreNeeded</c>.</exception>
    public void DemandStore()
    {
        if (_keeper is null && Get(LedgerKeeper.StoreName) is { } store)
        {
            throw StoreFailure.Needed(System.IO.Path.GetFileName(Path), store);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (!_file.HasFailed)
            {
                _keeper?.Finish();
            }
        }
        finally
        {
            _cipher.Dispose();
            try
            {
                _file.Dispose();
            }
            finally
            {
                _keeper?.Dispose();
            }
        }
    }

    private void BindTo(string name, string value, string label)
    {
        string? bound = Get(name);
        if (bound is null)
        {
            Set(name, value);
        }
        else if (bound != value && label.Length > 0)
        {
            throw new MigrationException(
                "LedgerBoundElsewhere",
                $"Ledger '{System.IO.Path.GetFileName(Path)}' belongs to another {label}. Use that, or start a new ledger.");
        }
    }
}
