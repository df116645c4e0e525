using Microsoft.Data.Sqlite;

namespace DentalMigration.Profiling.Keys;

/// <summary>
/// Where keys are kept while an export is measured: in memory up to a limit that all sets and tallies share, and beyond it in a SQLite file
/// that has no name, is private to this process and is gone when it ends, however it ends. Used by one thread.
/// </summary>
/// <param name="mostInMemory">How many keys all sets together hold in memory, at up to about 24 bytes each.</param>
internal sealed class KeyStore(int mostInMemory = KeyStore.UsualLimit) : IDisposable
{
    /// <summary>About 100 MB at most; the keys of a practice of 200,000 patients.</summary>
    public const int UsualLimit = 4_000_000;

    private SqliteConnection? _file;
    private SqliteTransaction? _transaction;
    private readonly List<SqliteCommand> _commands = [];
    private int _inMemory;
    private int _tables;

    /// <summary>True where something had to leave the memory.</summary>
    public bool HasSpilled => _file is not null;

    /// <summary>Asks for room for more keys in memory.</summary>
    /// <returns>False where the limit is reached: whoever asks moves to the file.</returns>
    public bool Reserve(int keys)
    {
        if (_inMemory + keys > mostInMemory)
        {
            return false;
        }

        _inMemory += keys;
        return true;
    }

    /// <summary>Gives room back.</summary>
    public void Release(int keys) => _inMemory -= keys;

    /// <summary>Makes a table.</summary>
    /// <param name="columns">Its columns, <c>key INTEGER PRIMARY KEY</c> among them.</param>
    /// <returns>Its name.</returns>
    public string CreateTable(string columns)
    {
        string name = $"t{++_tables}";
        Execute($"CREATE TABLE {name} ({columns})");
        return name;
    }

    /// <summary>A statement to be run many times; it lives as long as the store.</summary>
    public SqliteCommand Prepare(string sql, params string[] parameters)
    {
        SqliteCommand command = Open().CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        foreach (string parameter in parameters)
        {
            command.Parameters.Add(parameter, SqliteType.Integer);
        }

        _commands.Add(command);
        return command;
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql) => Prepare(sql).ExecuteNonQuery();

    /// <inheritdoc/>
    public void Dispose()
    {
        _commands.ForEach(c => c.Dispose());
        _transaction?.Dispose();
        _file?.Dispose();
    }

    private SqliteConnection Open()
    {
        if (_file is null)
        {
            // An empty name makes SQLite use a file that is unlinked as soon as it is made, or never written where its cache suffices.
            _file = new SqliteConnection("Data Source=;Pooling=False");
            _file.Open();
            using SqliteCommand settings = _file.CreateCommand();
            settings.CommandText = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384; PRAGMA temp_store = FILE";
            settings.ExecuteNonQuery();
            _transaction = _file.BeginTransaction();
        }

        return _file;
    }
}
