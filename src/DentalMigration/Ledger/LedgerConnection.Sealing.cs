using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace DentalMigration.Ledger;

/// <summary>How the file is opened against its seal, and closed sealed.</summary>
internal sealed partial class LedgerConnection
{
    private volatile bool _isBeingRead;

    /// <summary>Opens the file under its lease, which ends with the process that holds it. It is not known yet whether it is a ledger.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Makes it where it is missing.</param>
    /// <exception cref="MigrationException"><c>LedgerInUse</c>; <c>LedgerDamaged</c>, <c>LedgerNewer</c>: it is not as it was sealed.</exception>
    public static LedgerConnection Open(string path, bool create)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStream lease = Lease(path);
        SafeFileHandle? main = null;
        sqlite3? connection = null;
        try
        {
            if (create && !File.Exists(path))
            {
                PrivateFile.Create(path);
            }

            main = SealedFile.Open(path);
            SealState? seal = LedgerSeal.Read(path);
            SealedFile found = SealedFile.Of(main);
            if (seal is { IsCheckpointing: false } && seal.Main != found)
            {
                throw LedgerHeader.IsNewer(main)
                    ? LedgerFailure.Newer(Path.GetFileName(path))
                    : LedgerFailure.Damaged(Path.GetFileName(path), "its file is another than the one that was sealed");
            }

            connection = Connect(path);
            var ledger = new LedgerConnection(path, connection, lease, main, found, seal);
            ledger.KeepJournal(true);
            ledger.Run("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;");
            return ledger;
        }
        catch
        {
            connection?.Dispose();
            main?.Dispose();
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Takes over the seal, after the file is known to be a ledger.</summary>
    /// <param name="isNew">True where it was made just now.</param>
    /// <returns>False where there was no seal to hold it against, and it was only checked as far as it can be.</returns>
    /// <exception cref="MigrationException"><c>LedgerDamaged</c>, <c>LedgerFull</c>.</exception>
    public bool Seal(bool isNew)
    {
        _commits = long.Parse(Get(Counter) ?? "0", CultureInfo.InvariantCulture);
        if (_sealed is not null && _commits < _sealed.Commits)
        {
            throw LedgerFailure.Damaged(Name, string.Create(
                CultureInfo.InvariantCulture, $"it holds {_commits} of {_sealed.Commits} commits, so its end is missing or its -wal file is damaged"));
        }

        if (_sealed is null or { IsCheckpointing: true }
            && (string)Scalar(_sealed is null ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)")! != "ok")
        {
            throw LedgerFailure.Damaged(Name, "its pages do not fit together");
        }

        Commit();
        _changes = raw.sqlite3_total_changes(_connection);
        try
        {
            _seal = LedgerSeal.Open(_path, isNew ? SealedFile.Of(_main) : _found, _commits);
        }
        catch (IOException e)
        {
            throw LedgerFailure.OfDisk(Name, e);
        }

        return _sealed is not null || isNew;
    }

    /// <summary>
    /// Under the gate: brings the main file up to date, and leaves it so until <see cref="EndReading"/>; the run goes on in the journal.
    /// </summary>
    /// <returns>The main file.</returns>
    public SealedFile BeginReading()
    {
        CommitNow();
        _isBeingRead = true;
        return JournalLength() > 0 ? Checkpoint() : _seal!.Main;
    }

    /// <summary>Reads the main file.</summary>
    public int ReadMain(long at, Memory<byte> buffer) => RandomAccess.Read(_main, buffer.Span, at);

    /// <summary>The main file may change again.</summary>
    public void EndReading() => _isBeingRead = false;

    /// <summary>Under the gate: makes what was written durable, without telling the watch.</summary>
    public void CommitQuietly() => CommitNow();

    private void Close()
    {
        if (_failure is not null || _seal is null)
        {
            return;
        }

        try
        {
            CommitNow();
            if (JournalLength() > 0)
            {
                Checkpoint();
            }

            KeepJournal(false);
        }
        catch (SqliteException e) when (LedgerFailure.IsOfDisk(e))
        {
            throw Fail(e);
        }
        catch (IOException e)
        {
            throw _failure = LedgerFailure.OfDisk(Name, e);
        }
    }

    /// <summary>Moves what the journal holds into the main file, and seals that. The more there is to hash, the rarer it is.</summary>
    private SealedFile Checkpoint()
    {
        _seal!.BeginCheckpoint();
        Run("PRAGMA wal_checkpoint(TRUNCATE)");
        SealedFile main = SealedFile.Of(_main);
        _seal.EndCheckpoint(main);
        return main;
    }

    private long JournalLength() => new FileInfo(_path + "-wal") is { Exists: true } journal ? journal.Length : 0;

    /// <summary>Closing must not move a journal into the main file behind the seal's back.</summary>
    private void KeepJournal(bool keep)
    {
        const int NoCheckpointOnClose = 1006;
        raw.sqlite3_db_config(_connection, NoCheckpointOnClose, keep ? 1 : 0, out _);
    }

    /// <summary>One caller at a time, under the gate, so that SQLite needs no locks of its own.</summary>
    private static sqlite3 Connect(string path)
    {
        Batteries_V2.Init();
        int code = raw.sqlite3_open_v2(path, out sqlite3 connection, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            using (connection)
            {
                throw LedgerFailure.Of(connection, code);
            }
        }

        raw.sqlite3_busy_timeout(connection, 30_000);
        return connection;
    }

    private static FileStream Lease(string path)
    {
        try
        {
            return new FileStream(path + ".lease", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new MigrationException("LedgerInUse", $"Ledger '{Path.GetFileName(path)}' is in use by another run. Wait for it to end.", e);
        }
    }
}
