using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DentalMigration.Emulator.Storage;

/// <summary>One SQLite connection with its prepared statements. Used by one caller at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const int MaxCached = 400;
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public Connection(string path, bool create)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Pooling = false, Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        }.ToString());
        _connection.Open();
        _handle = _connection.Handle!;
        Fold.Register(_handle);
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA secure_delete=ON"); // deleted rows are patients: nothing of them stays readable in the file
        Execute("PRAGMA synchronous=NORMAL");
        Execute("PRAGMA foreign_keys=OFF");
        Execute("PRAGMA busy_timeout=10000");
        Execute("PRAGMA temp_store=MEMORY");
        Execute("PRAGMA cache_size=-32000");
        Execute("PRAGMA wal_autocheckpoint=4000");
    }

    /// <summary>A prepared statement, from the cache where it is free.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out Statement? cached))
        {
            if (cached.InUse)
            {
                return new Statement(_handle, sql, cached: false);
            }
            cached.InUse = true;
            return cached;
        }
        if (_statements.Count >= MaxCached)
        {
            Trim();
        }
        var statement = new Statement(_handle, sql, cached: true);
        _statements.Add(sql, statement);
        return statement;
    }

    public void Execute(string sql)
    {
        using var statement = new Statement(_handle, sql, cached: false);
        statement.Run();
    }

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    public long? Scalar(string sql)
    {
        using var statement = new Statement(_handle, sql, cached: false);
        return statement.Step() && !statement.IsNull(0) ? statement.Integer(0) : null;
    }

    /// <summary>Forgets prepared statements that nobody uses.</summary>
    public void Trim()
    {
        foreach (string sql in _statements.Where(p => !p.Value.InUse).Select(p => p.Key).ToArray())
        {
            _statements.Remove(sql, out Statement? statement);
            statement!.Close();
        }
    }

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Close();
        }
        _connection.Dispose();
    }
}
