using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DentalMigration.Sources.Database;

/// <summary>Where a database is and by which provider it is read; or a connection to it that is open already.</summary>
public sealed class DatabaseAddress
{
    private readonly Func<CancellationToken, Task<DatabaseDoor>> _open;

    private DatabaseAddress(string name, Func<CancellationToken, Task<DatabaseDoor>> open)
    {
        Name = name;
        _open = open;
    }

    /// <summary>The database's name, or its file's; never anything else of a connection string.</summary>
    public string Name { get; }

    /// <summary>By a built-in provider, for reading only.</summary>
    /// <param name="provider"><c>Sqlite</c> or <c>Npgsql</c>.</param>
    /// <param name="connectionString">Where it is and who signs in. Never shown.</param>
    /// <exception cref="MigrationException"><c>UnknownProvider</c>; <c>ConnectionStringInvalid</c>.</exception>
    public static DatabaseAddress BuiltIn(string provider, string connectionString) => provider.ToUpperInvariant() switch
    {
        "SQLITE" => Of(SqliteFactory.Instance, DatabaseErrors.Guard(() => ReadOnly(connectionString))),
        "NPGSQL" => Of(NpgsqlFactory.Instance, connectionString),
        _ => throw new MigrationException("UnknownProvider", $"There is no provider '{provider}' built in. Use Sqlite or Npgsql, or give another's factory."),
    };

    /// <summary>By any provider.</summary>
    /// <param name="factory">The provider's factory.</param>
    /// <param name="connectionString">Where it is and who signs in. Never shown.</param>
    /// <exception cref="MigrationException"><c>ConnectionStringInvalid</c>.</exception>
    public static DatabaseAddress Of(DbProviderFactory factory, string connectionString)
    {
        DbConnection Create()
        {
            DbConnection connection = factory.CreateConnection() ?? throw new NotSupportedException();
            connection.ConnectionString = connectionString;
            return connection;
        }

        using DbConnection first = DatabaseErrors.Guard(Create);
        return new DatabaseAddress(NameOf(first), async stop => await FactoryDoor.OpenAsync(Create, factory, stop));
    }

    /// <summary>By a connection that is open already and stays its owner's: one object is read at a time.</summary>
    public static DatabaseAddress Of(DbConnection connection) => new(
        NameOf(connection),
        _ => Task.FromResult<DatabaseDoor>(new GivenDoor(connection, DatabaseEngine.Of(connection, DbProviderFactories.GetFactory(connection)))));

    internal Task<DatabaseDoor> OpenAsync(CancellationToken cancellationToken) => _open(cancellationToken);

    /// <summary>A file as it is, and never one that is made by opening it. Not pooled: a closed source leaves the file free.</summary>
    private static string ReadOnly(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString();

    private static string NameOf(DbConnection connection)
    {
        string name = connection.Database is { Length: > 0 } database and not "main" ? database : Path.GetFileName(connection.DataSource);
        return string.IsNullOrEmpty(name) ? "database" : name;
    }
}
