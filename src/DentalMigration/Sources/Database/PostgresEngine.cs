using System.Data;
using System.Data.Common;

namespace DentalMigration.Sources.Database;

/// <summary>
/// PostgreSQL. One transaction exports its snapshot and every reader imports it, so all objects are read as of the moment of opening,
/// however long that takes; all of them are read-only, so a profile's query cannot write.
/// </summary>
internal sealed class PostgresEngine : DatabaseEngine
{
    private string _snapshot = "";

    /// <inheritdoc/>
    public override Task<IReadOnlyList<DatabaseTable>> TablesAsync(DbConnection connection, CancellationToken cancellationToken) => ListAsync(
        connection,
        """
        SELECT CASE WHEN pg_table_is_visible(c.oid) THEN NULL ELSE n.nspname::text END, c.relname::text
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
            AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
            AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
        ORDER BY n.nspname, c.relname
        """,
        cancellationToken);

    /// <inheritdoc/>
    public override async Task HoldAsync(DbConnection keeper, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await BeginAsync(keeper, cancellationToken);
        await RunAsync(keeper, transaction, "SET LOCAL idle_in_transaction_session_timeout = 0", cancellationToken);
        await using DbCommand command = keeper.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT pg_export_snapshot()";
        _snapshot = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <inheritdoc/>
    public override async Task JoinAsync(DbConnection reader, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await BeginAsync(reader, cancellationToken);
        await RunAsync(reader, transaction, $"SET TRANSACTION SNAPSHOT '{_snapshot}'", cancellationToken);

        // A reader waits while what it read is being written to Dataverse.
        await RunAsync(reader, transaction, "SET LOCAL idle_in_transaction_session_timeout = 0", cancellationToken);
    }

    private static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await RunAsync(connection, transaction, "SET TRANSACTION READ ONLY", cancellationToken);
        return transaction;
    }
}
