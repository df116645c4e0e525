using DentalMigration.Ledger.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace DentalMigration.Ledger;

/// <summary>
/// The ledger's one SQLite connection. Writes gather in a transaction until <see cref="Commit"/>, which returns only when they are on
/// disk: nothing leaves for Dataverse before its intent is committed. Calls are serialised; each is short. The main file is brought up to
/// date only by its own checkpoints, so that it can be sealed.
/// </summary>
internal sealed partial class LedgerConnection : IDisposable
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

    /// <summary>Told of each commit before it returns.</summary>
    public ILedgerWatch? Watch { get; set; }

    /// <summary>How many commits there have been.</summary>
    public long Commits => _commits;

    /// <summary>True where nothing can be written any more.</summary>
    public bool HasFailed => _failure is not null;

    private string Name => Path.GetFileName(_path);

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
    /// <exception cref="MigrationException"><c>LedgerFull</c>, <c>LedgerDamaged</c>, and those of its store: nothing may be sent any more.</exception>
    public void Commit() => Guard(() =>
    {
        CommitNow();
        Watch?.Committed(_commits);
    });

    /// <summary>Works on the file under the gate; a failure is final.</summary>
    public void Guard(Action work)
    {
        lock (Gate)
        {
            if (_failure is not null)
            {
                throw new MigrationException(_failure.Code, _failure.Message, _failure);
            }

            try
            {
                work();
            }
            catch (SqliteException e) when (LedgerFailure.IsOfDisk(e))
            {
                throw Fail(e);
            }
            catch (IOException e)
            {
                throw _failure = LedgerFailure.OfDisk(Name, e);
            }
            catch (MigrationException e)
            {
                _failure = e;
                throw;
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
            if (!_isBeingRead && JournalLength() > Math.Max(16L << 20, new FileInfo(_path).Length / 4))
            {
                Checkpoint();
            }
        }
    }

    private MigrationException Fail(SqliteException e) => _failure = LedgerFailure.Of(Name, e);
}
