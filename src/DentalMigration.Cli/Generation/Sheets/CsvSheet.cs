using DentalMigration.Cli.Generation.Traps;

namespace DentalMigration.Cli.Generation.Sheets;

/// <summary>Writes one object as CSV with CRLF, in the dialect of the practice's machine.</summary>
internal sealed class CsvSheet : ISheet
{
    private readonly StreamWriter _writer;
    private readonly TrapLog _traps;
    private readonly CsvDialect _dialect;
    private readonly CsvFrame? _frame;
    private readonly string _path;
    private int _line = 1;
    private long _records;

    public CsvSheet(string folder, string file, SheetColumns columns, CsvDialect dialect, TrapLog traps, CsvFrame? frame = null)
    {
        Columns = columns;
        _dialect = dialect;
        _traps = traps;
        _frame = frame;
        _path = Path.Combine(folder, file);
        _writer = new StreamWriter(_path, append: false, dialect.Encoding, 64 * 1024);
        foreach (string title in frame?.Titles ?? [])
        {
            WriteLine([title], 1);
        }

        WriteLine(columns.Headers, columns.Headers.Count);
    }

    /// <inheritdoc/>
    public SheetColumns Columns { get; }

    /// <inheritdoc/>
    public void Write(SheetRow row)
    {
        if (_frame is { RowsPerPage: > 0 } && _records > 0 && _records % _frame.RowsPerPage == 0)
        {
            WriteLine(Columns.Headers, Columns.Headers.Count);
        }

        _records++;
        _traps.Add(row, Path.GetFileName(_path), _line);
        WriteLine(row.Cells, row.Cells.Count + row.Ragged);
    }

    /// <inheritdoc/>
    public GeneratedFile Finish()
    {
        if (_frame?.Totals is string totals)
        {
            WriteLine([totals], Columns.Headers.Count, filler: string.Empty);
        }

        _writer.Dispose();
        return new GeneratedFile(Columns.Object, _path, _records);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void WriteLine(IReadOnlyList<object?> cells, int count, string filler = "?")
    {
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                _writer.Write(_dialect.Delimiter);
            }

            WriteCell(i < cells.Count ? _dialect.Text(cells[i]) : filler);
        }

        _writer.Write("\r\n");
        _line++;
    }

    private void WriteCell(string text)
    {
        if (text.AsSpan().IndexOfAny("\"\r\n") < 0 && !text.Contains(_dialect.Delimiter, StringComparison.Ordinal))
        {
            _writer.Write(text);
            return;
        }

        _writer.Write('"');
        _writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _writer.Write('"');
        _line += text.AsSpan().Count('\n');
    }
}
