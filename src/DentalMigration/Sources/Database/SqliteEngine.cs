using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DentalMigration.Sources.Database;

/// <summary>
/// SQLite. One connection stays in a read transaction. Of a database in WAL mode, every reader opens that transaction's snapshot; of one
/// with a rollback journal, its lock keeps others from committing until the source is closed. Either way all objects are of one moment.
/// </summary>
internal sealed class SqliteEngine : DatabaseEngine
{
    private sqlite3_snapshot? _snapshot;
    private bool _isOther;

    /// <inheritdoc/>
    public override string? Caveat => _isOther ? "Each object is read as of the moment its reading begins. Keep the practice from writing until the migration has ended." : null;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<DatabaseTable>> TablesAsync(DbConnection connection, CancellationToken cancellationToken) => ListAsync(
        connection,
        @"SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name",
        cancellationToken);

    /// <inheritdoc/>
    public override async Task HoldAsync(DbConnection keeper, CancellationToken cancellationToken)
    {
        await BeginAsync(keeper, cancellationToken);
        await TouchAsync(keeper, cancellationToken);
        if (keeper is not SqliteConnection sqlite)
        {
            _isOther = true;
        }
        else if (raw.sqlite3_snapshot_get(sqlite.Handle!, "main", out sqlite3_snapshot snapshot) == raw.SQLITE_OK)
        {
            _snapshot = snapshot;
        }
        else
        {
            // A snapshot is refused where there is no write-ahead log: then the read transaction's lock does it.
            _isOther = await IsWriteAheadAsync(keeper, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task JoinAsync(DbConnection reader, CancellationToken cancellationToken)
    {
        await BeginAsync(reader, cancellationToken);
        if (_snapshot is not null && raw.sqlite3_snapshot_open(((SqliteConnection)reader).Handle!, "main", _snapshot) != raw.SQLITE_OK)
        {
            throw new MigrationException("SourceChanged", "The database's snapshot is gone. Connect to the source again.");
        }

        await TouchAsync(reader, cancellationToken);
    }

    /// <inheritdoc/>
    public override void Release() => _snapshot?.Dispose();

    private static Task BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        RunAsync(connection, null, "BEGIN DEFERRED", cancellationToken);

    /// <summary>A deferred transaction begins to see at its first read.</summary>
    private static Task TouchAsync(DbConnection connection, CancellationToken cancellationToken) =>
        RunAsync(connection, null, "SELECT count(*) FROM sqlite_master", cancellationToken);

    private static async Task<bool> IsWriteAheadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        return (string?)await command.ExecuteScalarAsync(cancellationToken) == "wal";
    }
}
