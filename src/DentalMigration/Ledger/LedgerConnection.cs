using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace DentalMigration.Ledger;

/// <summary>
/// The ledger's one SQLite connection. Writes gather in a transaction until <see cref="Commit"/>, which returns only when they are on
/// disk: nothing leaves for Dataverse before its intent is committed. Calls are serialised; each is short. The main file is brought up to
/// date only by its own checkpoints, so that it can be sealed.
/// </summary>
internal sealed class LedgerConnection : IDisposable
{
    private const string Counter = "commits";

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly FileStream _lease;
    private readonly string _path;
    private readonly SafeFileHandle _main;
    private readonly SealedFile _found;
    private readonly SealState? _sealed;
    private LedgerSeal? _seal;
    private SqliteTransaction? _transaction;
    private MigrationException? _failure;
    private int _changes;
    private long _commits;
    private bool _isDisposed;

    private LedgerConnection(string path, SqliteConnection connection, FileStream lease, SafeFileHandle main, SealedFile found, SealState? seal)
    {
        _path = path;
        _connection = connection;
        _lease = lease;
        _main = main;
        _found = found;
        _sealed = seal;
    }

    public Lock Gate { get; } = new();

    private string Name => Path.GetFileName(_path);

    /// <summary>Opens the file under its lease, which ends with the process that holds it. It is not known yet whether it is a ledger.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Makes it where it is missing.</param>
    /// <exception cref="MigrationException"><c>LedgerInUse</c>; <c>LedgerDamaged</c>, <c>LedgerNewer</c>: it is not as it was sealed.</exception>
    public static LedgerConnection Open(string path, bool create)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStream lease = Lease(path);
        SafeFileHandle? main = null;
        SqliteConnection? connection = null;
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

            connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ToString());
            connection.Open();
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
        _commits = long.Parse((string?)Scalar("SELECT value FROM meta WHERE name=@1", Counter) ?? "0", CultureInfo.InvariantCulture);
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
        _changes = raw.sqlite3_total_changes(_connection.Handle);
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

    /// <summary>Runs statements outside the gathering transaction.</summary>
    public void Run(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A cached, prepared statement with its parameters set, in the gathering transaction.</summary>
    public SqliteCommand Prepare(string sql, params ReadOnlySpan<object?> values)
    {
        if (_failure is not null)
        {
            throw new MigrationException(_failure.Code, _failure.Message, _failure);
        }

        _transaction ??= _connection.BeginTransaction(deferred: true);
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter($"@{i + 1}", null));
            }

            _commands.Add(sql, command);
        }

        command.Transaction = _transaction;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    /// <summary>Runs a write; it is durable after <see cref="Commit"/>.</summary>
    public int Write(string sql, params ReadOnlySpan<object?> values)
    {
        lock (Gate)
        {
            try
            {
                return Prepare(sql, values).ExecuteNonQuery();
            }
            catch (SqliteException e) when (LedgerFailure.IsOfDisk(e))
            {
                throw Fail(e);
            }
        }
    }

    /// <summary>Runs a query and reads all its rows.</summary>
    public List<T> Query<T>(Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<object?> values)
    {
        lock (Gate)
        {
            try
            {
                using SqliteDataReader reader = Prepare(sql, values).ExecuteReader();
                var rows = new List<T>();
                while (reader.Read())
                {
                    rows.Add(read(reader));
                }

                return rows;
            }
            catch (SqliteException e) when (LedgerFailure.IsOfDisk(e))
            {
                throw Fail(e);
            }
        }
    }

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        lock (Gate)
        {
            try
            {
                return Prepare(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;
            }
            catch (SqliteException e) when (LedgerFailure.IsOfDisk(e))
            {
                throw Fail(e);
            }
        }
    }

    /// <summary>Makes everything written so far durable.</summary>
    /// <exception cref="MigrationException"><c>LedgerFull</c>, <c>LedgerDamaged</c>: nothing may be sent any more.</exception>
    public void Commit()
    {
        lock (Gate)
        {
            if (_failure is not null)
            {
                throw new MigrationException(_failure.Code, _failure.Message, _failure);
            }

            try
            {
                CommitNow();
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
    }

    /// <summary>Closes the file: after a failure as it is, otherwise brought up to date and sealed.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            try
            {
                Close();
            }
            finally
            {
                _transaction?.Dispose();
                foreach (SqliteCommand command in _commands.Values)
                {
                    command.Dispose();
                }

                _connection.Dispose();
                _seal?.Dispose();
                _main.Dispose();
                _lease.Dispose();
            }
        }
    }

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

    private void CommitNow()
    {
        if (_transaction is null)
        {
            return;
        }

        bool isWrite = raw.sqlite3_total_changes(_connection.Handle) != _changes;
        if (isWrite && _seal is not null)
        {
            Prepare("INSERT INTO meta(name, value) VALUES(@1,@2) ON CONFLICT(name) DO UPDATE SET value=excluded.value", Counter, _commits + 1).ExecuteNonQuery();
        }

        _transaction.Commit();
        _transaction.Dispose();
        _transaction = null;
        _changes = raw.sqlite3_total_changes(_connection.Handle);
        if (isWrite && _seal is not null)
        {
            _seal.Committed(++_commits);
            if (JournalLength() > Math.Max(16L << 20, new FileInfo(_path).Length / 4))
            {
                Checkpoint();
            }
        }
    }

    /// <summary>Moves what the journal holds into the main file, and seals that. The more there is to hash, the rarer it is.</summary>
    private void Checkpoint()
    {
        _seal!.BeginCheckpoint();
        Run("PRAGMA wal_checkpoint(TRUNCATE)");
        _seal.EndCheckpoint(SealedFile.Of(_main));
    }

    private long JournalLength() => new FileInfo(_path + "-wal") is { Exists: true } journal ? journal.Length : 0;

    /// <summary>Closing must not move a journal into the main file behind the seal's back.</summary>
    private void KeepJournal(bool keep)
    {
        const int NoCheckpointOnClose = 1006;
        raw.sqlite3_db_config(_connection.Handle, NoCheckpointOnClose, keep ? 1 : 0, out _);
    }

    private MigrationException Fail(SqliteException e) => _failure = LedgerFailure.Of(Name, e);

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
