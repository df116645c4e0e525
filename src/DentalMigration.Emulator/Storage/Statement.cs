using SQLitePCL;

namespace DentalMigration.Emulator.Storage;

/// <summary>A prepared statement on loan from its connection; disposing gives it back. Parameters and columns count from 1 and 0.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _handle;
    private readonly bool _cached;
    private bool _dirty;

    internal Statement(sqlite3 connection, string sql, bool cached)
    {
        _connection = connection;
        _cached = cached;
        SqliteFault.Check(connection, raw.sqlite3_prepare_v3(connection, sql, cached ? raw.SQLITE_PREPARE_PERSISTENT : 0u, out _handle));
    }

    internal bool InUse { get; set; } = true;

    /// <summary>Highest parameter number that the statement mentions.</summary>
    public int ParameterCount => raw.sqlite3_bind_parameter_count(_handle);

    public Statement BindNull(int index) => Done(raw.sqlite3_bind_null(_handle, index));
    public Statement Bind(int index, long value) => Done(raw.sqlite3_bind_int64(_handle, index, value));
    public Statement Bind(int index, double value) => Done(raw.sqlite3_bind_double(_handle, index, value));
    public Statement Bind(int index, string value) => Done(raw.sqlite3_bind_text(_handle, index, value));

    public Statement Bind(int index, Guid value)
    {
        Span<byte> blob = stackalloc byte[16];
        GuidBlob.Write(value, blob);
        return Done(raw.sqlite3_bind_blob(_handle, index, blob));
    }

    /// <summary>Binds bytes, none of them too.</summary>
    public Statement BindBytes(int index, ReadOnlySpan<byte> bytes) => bytes.IsEmpty
        ? Done(raw.sqlite3_bind_zeroblob(_handle, index, 0)) : Done(raw.sqlite3_bind_blob(_handle, index, bytes));

    public Statement Bind(int index, in Cell cell) => cell.Kind switch
    {
        CellKind.Integer => Bind(index, cell.Integer),
        CellKind.Real => Bind(index, cell.Real),
        CellKind.Id => Bind(index, cell.Id),
        CellKind.Text when cell.Bytes.IsEmpty => Bind(index, ""),
        CellKind.Text => Done(raw.sqlite3_bind_text(_handle, index, cell.Bytes)),
        CellKind.Bytes => Done(raw.sqlite3_bind_blob(_handle, index, cell.Bytes)),
        _ => BindNull(index),
    };

    /// <summary>Advances; false at the end.</summary>
    public bool Step()
    {
        _dirty = true;
        int code = raw.sqlite3_step(_handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }
        if (code != raw.SQLITE_DONE)
        {
            SqliteFault fault = SqliteFault.From(_connection, code);
            raw.sqlite3_reset(_handle);
            throw fault;
        }
        return false;
    }

    /// <summary>Runs to the end and makes the statement ready to be bound again.</summary>
    public void Run()
    {
        while (Step())
        {
        }
        raw.sqlite3_reset(_handle);
    }

    /// <summary>Ready for another run with new parameters.</summary>
    public void Reset() => raw.sqlite3_reset(_handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;
    public int TypeOf(int column) => raw.sqlite3_column_type(_handle, column);
    public long Integer(int column) => raw.sqlite3_column_int64(_handle, column);
    public double Real(int column) => raw.sqlite3_column_double(_handle, column);
    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();

    /// <summary>The bytes of a text or blob; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_handle, column);
    public Guid Id(int column) => GuidBlob.Read(raw.sqlite3_column_blob(_handle, column));

    /// <summary>The value as a cell with its own copy of the bytes; 16-byte blobs of id columns stay bytes.</summary>
    public Cell CellAt(int column, bool isId = false) => TypeOf(column) switch
    {
        raw.SQLITE_INTEGER => Cell.Of(Integer(column)),
        raw.SQLITE_FLOAT => Cell.Of(Real(column)),
        raw.SQLITE_TEXT => Cell.OfUtf8(Bytes(column).ToArray()),
        raw.SQLITE_BLOB => isId ? Cell.Of(Id(column)) : Cell.OfBytes(Bytes(column).ToArray()),
        _ => Cell.Null,
    };

    public void Dispose()
    {
        if (!_cached)
        {
            Close();
            return;
        }
        if (_dirty)
        {
            raw.sqlite3_reset(_handle);
            _dirty = false;
        }
        raw.sqlite3_clear_bindings(_handle);
        InUse = false;
    }

    internal void Close() => _handle.Dispose();

    private Statement Done(int code)
    {
        SqliteFault.Check(_connection, code);
        return this;
    }
}
