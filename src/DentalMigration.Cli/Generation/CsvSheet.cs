using System.Text;

namespace DentalMigration.Cli.Generation;

/// <summary>Writes one object as a Turkish Windows saves CSV: windows-1254, <c>;</c>, CRLF.</summary>
internal sealed class CsvSheet : ISheet
{
    private readonly StreamWriter _writer;
    private readonly SheetColumns _columns;
    private readonly TrapLog _traps;
    private readonly string _path;
    private int _line = 1;
    private long _records;

    public CsvSheet(string folder, string file, SheetColumns columns, TrapLog traps)
    {
        _columns = columns;
        _traps = traps;
        _path = Path.Combine(folder, file);
        _writer = new StreamWriter(_path, append: false, Turkish(), 64 * 1024);
        WriteLine(columns.Headers, columns.Headers.Count);
    }

    /// <inheritdoc/>
    public void Write(SheetRow row)
    {
        _records++;
        _traps.Add(row, Path.GetFileName(_path), _line);
        WriteLine(row.Cells, row.Cells.Count + row.Ragged);
    }

    /// <inheritdoc/>
    public GeneratedFile Finish()
    {
        _writer.Dispose();
        return new GeneratedFile(_columns.Object, _path, _records);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Windows-1254 that refuses a letter it does not have, rather than writing a question mark.</summary>
    private static Encoding Turkish() =>
        CodePagesEncodingProvider.Instance.GetEncoding(1254, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private void WriteLine(IReadOnlyList<object?> cells, int count)
    {
        for (int i = 0; i < count; i++)
        {
            string text = i < cells.Count ? TurkishText.Of(cells[i]) : "?";
            if (i > 0)
            {
                _writer.Write(';');
            }

            if (text.AsSpan().IndexOfAny(";\"\r\n") < 0)
            {
                _writer.Write(text);
            }
            else
            {
                _writer.Write('"');
                _writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
                _writer.Write('"');
                _line += text.AsSpan().Count('\n');
            }
        }

        _writer.Write("\r\n");
        _line++;
    }
}
