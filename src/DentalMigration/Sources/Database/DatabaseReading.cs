using System.Data;
using System.Data.Common;

namespace DentalMigration.Sources.Database;

/// <summary>A query under way, with the connection it has for itself.</summary>
internal sealed class DatabaseReading : IAsyncDisposable
{
    private readonly DatabaseLease _lease;
    private readonly DbCommand _command;
    private DbDataReader? _reader;
    private bool _isAtEnd;

    private DatabaseReading(DatabaseLease lease, DbCommand command)
    {
        _lease = lease;
        _command = command;
    }

    /// <summary>The row it stands at. Columns are read from left to right, each once.</summary>
    public DbDataReader Row => _reader!;

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Headers => [.. Enumerable.Range(0, Row.FieldCount).Select(Row.GetName)];

    /// <summary>Runs a query. It may take as long as a large table needs; who gives up cancels it.</summary>
    /// <param name="door">Gives the connection.</param>
    /// <param name="sql">The query.</param>
    /// <param name="reference">Value of its parameter <c>@reference</c>, where it has one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<DatabaseReading> StartAsync(DatabaseDoor door, string sql, string? reference, CancellationToken cancellationToken)
    {
        DatabaseLease lease = await door.OpenAsync(cancellationToken);
        DbCommand command;
        lock (lease.Connection)
        {
            // A connection that several share keeps a list of its commands.
            command = lease.Connection.CreateCommand();
        }

        var reading = new DatabaseReading(lease, command);
        try
        {
            command.CommandText = sql;
            command.CommandTimeout = 0;
            if (reference is not null)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = "@reference";
                parameter.Value = reference;
                command.Parameters.Add(parameter);
            }

            reading._reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess | CommandBehavior.SingleResult, cancellationToken);
            return reading;
        }
        catch
        {
            await reading.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes to the next row.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        _isAtEnd = !await Row.ReadAsync(cancellationToken);
        return !_isAtEnd;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_reader is not null)
            {
                if (!_isAtEnd)
                {
                    // Otherwise many a provider reads the rest of the table before it closes.
                    _command.Cancel();
                }

                await _reader.DisposeAsync();
            }
        }
        catch (Exception e) when (e is DbException or OperationCanceledException)
        {
            // The answer to the cancelling.
        }
        finally
        {
            lock (_lease.Connection)
            {
                _command.Dispose();
            }

            await _lease.DisposeAsync();
        }
    }
}
