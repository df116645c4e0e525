using System.Data.Common;

namespace DentalMigration.Sources.Database;

/// <summary>What differs between database engines: how names are quoted, tables listed, and one moment held for several readers.</summary>
internal abstract class DatabaseEngine
{
    /// <summary>What a person must know about how consistent the reading is; null where all is read as of one moment.</summary>
    public virtual string? Caveat => null;

    /// <summary>True where a sort by the key costs little and works on every type, so that rows come in one order each time.</summary>
    public virtual bool SortsByKey => true;

    /// <summary>True where readers must read by the connection that holds the moment; it then takes several queries at once.</summary>
    public virtual bool SharesKeeper
    {
        get => false;
        protected set => throw new NotSupportedException();
    }

    /// <summary>The engine behind a connection. Goes by name, since an administrator's session may bring a provider of its own.</summary>
    public static DatabaseEngine Of(DbConnection connection, DbProviderFactory? factory) => connection.GetType().FullName switch
    {
        "Microsoft.Data.Sqlite.SqliteConnection" or "System.Data.SQLite.SQLiteConnection" => new SqliteEngine(),
        "Npgsql.NpgsqlConnection" => new PostgresEngine(),
        _ => new OtherEngine(factory),
    };

    /// <summary>A name as an identifier, whatever letters it has.</summary>
    public virtual string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A table's name, quoted part by part.</summary>
    public string Quote(DatabaseTable table) => table.Schema is null ? Quote(table.Name) : $"{Quote(table.Schema)}.{Quote(table.Name)}";

    /// <summary>The tables and views the login may read, in the order of their names.</summary>
    public abstract Task<IReadOnlyList<DatabaseTable>> TablesAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Fixes the moment all readers see. The connection stays open for as long as the moment is needed.</summary>
    public virtual Task HoldAsync(DbConnection keeper, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes a connection see that moment, and nothing of what was written since.</summary>
    public virtual Task JoinAsync(DbConnection reader, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends what <see cref="JoinAsync"/> began, since a pool may give the connection to the next reader.</summary>
    public virtual Task LeaveAsync(DbConnection reader) => Task.CompletedTask;

    /// <summary>Lets go of the moment.</summary>
    public virtual void Release(DbConnection keeper)
    {
    }

    /// <summary>Runs a statement without an answer.</summary>
    protected static async Task RunAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a query of one or two columns: a name, or a schema and a name.</summary>
    protected static async Task<IReadOnlyList<DatabaseTable>> ListAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<DatabaseTable>();
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add(reader.FieldCount == 1
                ? new DatabaseTable(null, reader.GetString(0))
                : new DatabaseTable(await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetString(0), reader.GetString(1)));
        }

        return tables;
    }
}
