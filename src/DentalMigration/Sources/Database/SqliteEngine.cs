using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DentalMigration.Sources.Database;

/// <summary>
/// SQLite. One connection stays in a read transaction, the moment all objects are read as of. Without a write-ahead log its lock keeps others
/// from committing until the source is closed. With one, others write on, and every reader opens the transaction's snapshot; an empty log
/// has none yet, and then all readers share that connection.
/// </summary>
internal sealed class SqliteEngine : DatabaseEngine
{
    private sqlite3_snapshot? _snapshot;
    private bool _isOther;

    /// <inheritdoc/>
    public override string? Caveat =>
        _isOther ? "Each object is read as of the moment its reading begins. Keep the practice from writing until the migration has ended." : null;

    /// <inheritdoc/>
    public override bool SharesKeeper { get; protected set; }

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
        if (!await IsWriteAheadAsync(keeper, cancellationToken))
        {
            return;
        }

        // A provider of the session's own gives no handle, by which a snapshot goes.
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
            SharesKeeper = true;
        }
    }

    /// <inheritdoc/>
    public override async Task JoinAsync(DbConnection reader, CancellationToken cancellationToken)
    {
        // A connection learns of the write-ahead log with its first look at the file (sqlite.org/c3ref/snapshot_open.html).
        await RunAsync(reader, null, "PRAGMA application_id", cancellationToken);
        await BeginAsync(reader, cancellationToken);
        if (_snapshot is not null && raw.sqlite3_snapshot_open(((SqliteConnection)reader).Handle!, "main", _snapshot) != raw.SQLITE_OK)
        {
            throw new MigrationException("SourceChanged", "The database's snapshot is gone. Connect to the source again.");
        }

        await TouchAsync(reader, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task LeaveAsync(DbConnection reader) => RunAsync(reader, null, "ROLLBACK", CancellationToken.None);

    /// <inheritdoc/>
    public override void Release(DbConnection keeper)
    {
        _snapshot?.Dispose();
        using DbCommand command = keeper.CreateCommand();
        command.CommandText = "ROLLBACK";
        command.ExecuteNonQuery();
    }

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
