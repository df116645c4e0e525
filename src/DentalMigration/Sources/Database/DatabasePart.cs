using System.Data.Common;
using System.Runtime.CompilerServices;
using DentalMigration.Sources.Reading;

namespace DentalMigration.Sources.Database;

/// <summary>One table or query. Its rows stream: what is in memory is one row.</summary>
/// <param name="door">Gives the connection.</param>
/// <param name="sql">The query.</param>
/// <param name="cells">Brings values to cells.</param>
/// <param name="bound">What the columns are.</param>
internal sealed class DatabasePart(DatabaseDoor door, string sql, CellValue cells, BoundColumns bound) : SourcePart(bound)
{
    /// <summary>The columns of a query, and its first rows.</summary>
    /// <exception cref="MigrationException"><c>SourceTableUnreadable</c>.</exception>
    public static async Task<(IReadOnlyList<string> Headers, List<object?[]> Rows)> SampleAsync(
        DatabaseDoor door, string sql, string name, int count, CellValue cells, CancellationToken cancellationToken)
    {
        try
        {
            await using DatabaseReading reading = await DatabaseReading.StartAsync(door, sql, null, cancellationToken);
            IReadOnlyList<string> headers = reading.Headers;
            var rows = new List<object?[]>();
            while (rows.Count < count && await reading.NextAsync(cancellationToken))
            {
                rows.Add(Cells(reading.Row, cells));
            }

            return (headers, rows);
        }
        catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
        {
            throw DatabaseErrors.Unreadable(name, e);
        }
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<object?[]> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using DatabaseReading reading = await StartAsync(cancellationToken);
        while (await NextAsync(reading, cancellationToken) is { } row)
        {
            yield return row;
        }
    }

    private async Task<DatabaseReading> StartAsync(CancellationToken cancellationToken)
    {
        DatabaseReading reading;
        try
        {
            reading = await DatabaseReading.StartAsync(door, sql, null, cancellationToken);
        }
        catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
        {
            throw DatabaseErrors.Unreadable(File.Name, e);
        }

        IReadOnlyList<string> headers = reading.Headers;
        if (headers.Count >= File.Columns.Count && !File.Columns.Where((c, i) => c.Header != headers[i].Trim()).Any())
        {
            return reading;
        }

        await reading.DisposeAsync();
        throw new MigrationException("SourceChanged", $"The columns of '{File.Name}' have changed since it was connected. Connect to the source again.");
    }

    private async ValueTask<object?[]?> NextAsync(DatabaseReading reading, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.NextAsync(cancellationToken) ? Cells(reading.Row, cells) : null;
        }
        catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
        {
            throw DatabaseErrors.Unreadable(File.Name, e);
        }
    }

    private static object?[] Cells(DbDataReader row, CellValue cells)
    {
        object?[] values = new object?[row.FieldCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Cell(row, i, cells);
        }

        return values;
    }

    /// <summary>One cell. A file's bytes are not brought into memory, and a value that .NET cannot hold costs its field and not the row.</summary>
    private static object? Cell(DbDataReader row, int column, CellValue cells)
    {
        try
        {
            return row.IsDBNull(column) ? null
                : row.GetFieldType(column) == typeof(byte[]) ? UnreadableCell.Instance
                : cells.Of(row.GetValue(column));
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or FormatException or ArgumentException or NotSupportedException)
        {
            return UnreadableCell.Instance;
        }
    }
}
