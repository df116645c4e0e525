using Microsoft.Data.Sqlite;

namespace DentalMigration.Ledger;

/// <summary>
/// The ledger's one SQLite connection. Writes gather in a transaction until <see cref="Commit"/>, which returns only when they are on
/// disk: nothing leaves for Dataverse before its intent is committed. Calls are serialised; each is short.
/// </summary>
internal sealed class LedgerConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly FileStream _lease;
    private SqliteTransaction? _transaction;

    private LedgerConnection(SqliteConnection connection, FileStream lease)
    {
        _connection = connection;
        _lease = lease;
    }

    public Lock Gate { get; } = new();

    /// <summary>Opens the file under its lease, which ends with the process that holds it.</summary>
    public static LedgerConnection Open(string path, bool create)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStream lease = Lease(path);
        try
        {
            if (create && !File.Exists(path))
            {
                PrivateFile.Create(path);
            }

            var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ToString());
            connection.Open();
            var ledger = new LedgerConnection(connection, lease);
            ledger.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;");
            return ledger;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
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
        _transaction ??= _connection.BeginTransaction();
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
            return Prepare(sql, values).ExecuteNonQuery();
        }
    }

    /// <summary>Runs a query and reads all its rows.</summary>
    public List<T> Query<T>(Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<object?> values)
    {
        lock (Gate)
        {
            using SqliteDataReader reader = Prepare(sql, values).ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        lock (Gate)
        {
            return Prepare(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;
        }
    }

    /// <summary>Makes everything written so far durable.</summary>
    public void Commit()
    {
        lock (Gate)
        {
            _transaction?.Commit();
            _transaction?.Dispose();
            _transaction = null;
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            _transaction?.Commit();
            _transaction?.Dispose();
            foreach (SqliteCommand command in _commands.Values)
            {
                command.Dispose();
            }

            _connection.Dispose();
            _lease.Dispose();
        }
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
