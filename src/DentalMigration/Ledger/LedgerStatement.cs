using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DentalMigration.Ledger;

/// <summary>
/// A prepared statement of the ledger, and the row it stands on. Parameters are <c>@1</c>, <c>@2</c> and so on; columns count from 0. A load runs
/// six of them for a row, which is why they go to SQLite without a provider between.
/// </summary>
internal sealed class LedgerStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _handle;
    private readonly int[] _parameters;

    public LedgerStatement(sqlite3 connection, string sql, int parameters)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _handle));
        _parameters = [.. Enumerable.Range(1, parameters).Select(i => raw.sqlite3_bind_parameter_index(_handle, $"@{i}"))];
    }

    /// <summary>Sets the parameters: null, text, a whole number, or bytes.</summary>
    public void Bind(ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int at = _parameters[i];
            Check(at == 0 ? raw.SQLITE_OK : values[i] switch
            {
                null => raw.sqlite3_bind_null(_handle, at),
                string text => Bind(at, text),
                long number => raw.sqlite3_bind_int64(_handle, at, number),
                int number => raw.sqlite3_bind_int64(_handle, at, number),
                byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_handle, at, 0),
                byte[] bytes => raw.sqlite3_bind_blob(_handle, at, bytes),
                { } other => throw new ArgumentException($"The ledger keeps no {other.GetType().Name}.", nameof(values)),
            });
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public bool Step()
    {
        int code = raw.sqlite3_step(_handle);
        return code == raw.SQLITE_ROW || (code == raw.SQLITE_DONE ? false : throw Failure(code));
    }

    /// <summary>Makes it ready for other parameters, and lets go of what it read.</summary>
    public void Reset() => raw.sqlite3_reset(_handle);

    public bool IsDBNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(_handle, column);

    public int GetInt32(int column) => (int)raw.sqlite3_column_int64(_handle, column);

    public string GetString(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string() ?? "";

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    /// <summary>An id of 16 bytes.</summary>
    public Guid GetId(int column) => new(raw.sqlite3_column_blob(_handle, column));

    /// <summary>The column as text, a whole number, bytes, or null.</summary>
    public object? GetValue(int column) => raw.sqlite3_column_type(_handle, column) switch
    {
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_TEXT => GetString(column),
        raw.SQLITE_BLOB => GetBytes(column),
        _ => null,
    };

    public void Dispose() => _handle.Dispose();

    private int Bind(int at, string text)
    {
        const int Short = 256;
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> buffer = most <= Short ? stackalloc byte[Short] : new byte[most];
        return raw.sqlite3_bind_text(_handle, at, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    private SqliteException Failure(int code)
    {
        SqliteException failure = LedgerFailure.Of(_connection, code);
        if (_handle is not null)
        {
            raw.sqlite3_reset(_handle);
        }

        return failure;
    }
}
