using System.Globalization;
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

    private readonly sqlite3 _connection;
    private readonly Dictionary<string, LedgerStatement> _statements = new(StringComparer.Ordinal);
    private readonly FileStream _lease;
    private readonly string _path;
    private readonly SafeFileHandle _main;
    private readonly SealedFile _found;
    private readonly SealState? _sealed;
    private LedgerSeal? _seal;
    private MigrationException? _failure;
    private bool _isOpen;
    private int _changes;
    private long _commits;
    private bool _isDisposed;

    private LedgerConnection(string path, sqlite3 connection, FileStream lease, SafeFileHandle main, SealedFile found, SealState? seal)
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

    /// <summary>Runs statements, without parameters, outside the gathering transaction or in it.</summary>
    public void Run(string sql)
    {
        if (raw.sqlite3_exec(_connection, sql) is not raw.SQLITE_OK and var code)
        {
            throw LedgerFailure.Of(_connection, code);
        }
    }

    /// <summary>Runs a write; it is durable after <see cref="Commit"/>.</summary>
    public void Write(string sql, params ReadOnlySpan<object?> values)
    {
        lock (Gate)
        {
            try
            {
                if (values.IsEmpty)
                {
                    Begin();
                    Run(sql);
                    return;
                }

                LedgerStatement statement = Prepare(sql, values);
                statement.Step();
                statement.Reset();
            }
            catch (SqliteException e) when (LedgerFailure.IsOfDisk(e))
            {
                throw Fail(e);
            }
        }
    }

    /// <summary>Runs a query and reads all its rows.</summary>
    public List<T> Query<T>(Func<LedgerStatement, T> read, string sql, params ReadOnlySpan<object?> values)
    {
        lock (Gate)
        {
            try
            {
                LedgerStatement statement = Prepare(sql, values);
                try
                {
                    var rows = new List<T>();
                    while (statement.Step())
                    {
                        rows.Add(read(statement));
                    }

                    return rows;
                }
                finally
                {
                    statement.Reset();
                }
            }
            catch (SqliteException e) when (LedgerFailure.IsOfDisk(e))
            {
                throw Fail(e);
            }
        }
    }

    /// <summary>Runs a query of one row at most.</summary>
    /// <returns>The row, or what stands for none.</returns>
    public T? Find<T>(Func<LedgerStatement, T> read, string sql, params ReadOnlySpan<object?> values)
    {
        lock (Gate)
        {
            try
            {
                LedgerStatement statement = Prepare(sql, values);
                try
                {
                    return statement.Step() ? read(statement) : default;
                }
                finally
                {
                    statement.Reset();
                }
            }
            catch (SqliteException e) when (LedgerFailure.IsOfDisk(e))
            {
                throw Fail(e);
            }
        }
    }

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Find(r => r.GetValue(0), sql, values);

    /// <summary>What is kept under a name, or null.</summary>
    public string? Get(string name) => (string?)Scalar("SELECT value FROM meta WHERE name=@1", name);

    /// <summary>Keeps something under a name.</summary>
    public void Set(string name, string value) =>
        Write("INSERT INTO meta(name, value) VALUES(@1,@2) ON CONFLICT(name) DO UPDATE SET value=excluded.value", name, value);

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
                foreach (LedgerStatement statement in _statements.Values)
                {
                    statement.Dispose();
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
        if (!_isOpen)
        {
            return;
        }

        bool isWrite = raw.sqlite3_total_changes(_connection) != _changes;
        if (isWrite && _seal is not null)
        {
            Set(Counter, (_commits + 1).ToString(CultureInfo.InvariantCulture));
        }

        Run("COMMIT");
        _isOpen = false;
        _changes = raw.sqlite3_total_changes(_connection);
        if (isWrite && _seal is not null)
        {
            _seal.Committed(++_commits);
            if (!_isBeingRead && JournalLength() > Math.Max(16L << 20, new FileInfo(_path).Length / 4))
            {
                Checkpoint();
            }
        }
    }

    /// <summary>A cached statement with its parameters set, in the gathering transaction.</summary>
    private LedgerStatement Prepare(string sql, ReadOnlySpan<object?> values)
    {
        Begin();
        if (!_statements.TryGetValue(sql, out LedgerStatement? statement))
        {
            _statements.Add(sql, statement = new LedgerStatement(_connection, sql, values.Length));
        }

        statement.Bind(values);
        return statement;
    }

    private void Begin()
    {
        if (_failure is not null)
        {
            throw new MigrationException(_failure.Code, _failure.Message, _failure);
        }

        if (!_isOpen)
        {
            Run("BEGIN");
            _isOpen = true;
        }
    }

    private MigrationException Fail(SqliteException e) => _failure = LedgerFailure.Of(Name, e);
}
