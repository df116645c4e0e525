using System.Globalization;
using System.IO.Compression;
using System.Text;
using DentalMigration.Cli.Generation.Traps;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DentalMigration.Cli.Generation.Sheets;

/// <summary>
/// Writes one object as the system's own XLSX report: title, filter echo, the header again on every printed page, a totals row at the end,
/// and a further sheet when one is full. Streams, and writes the same bytes for the same rows: parts are stored, not compressed, under a
/// fixed time.
/// </summary>
internal sealed class ReportWorkbook : ISheet
{
    private const int RowsPerPage = 50;
    private const uint DateStyle = 1;
    private const uint AmountStyle = 2;

    private readonly TrapLog _traps;
    private readonly string _path;
    private readonly string _title;
    private readonly string _totalled;
    private readonly string _filter;
    private readonly int _rowsPerSheet;
    private readonly Func<object?, string> _text;
    private readonly ZipArchive _archive;
    private readonly List<string> _sheets = [];
    private OpenXmlWriter? _writer;
    private Stream? _part;
    private int _line;
    private long _records;
    private decimal _total;

    /// <param name="folder">Folder to write to.</param>
    /// <param name="file">File name.</param>
    /// <param name="title">Title, and name of the sheets.</param>
    /// <param name="filter">The filter it says it was made with.</param>
    /// <param name="totalled">Header of the column that is added up.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="traps">Where traps are noted.</param>
    /// <param name="text">The text of a cell that is no number and no date.</param>
    /// <param name="rowsPerSheet">How many rows a sheet takes.</param>
    public ReportWorkbook(
        string folder, string file, string title, string filter, string totalled, SheetColumns columns, TrapLog traps, Func<object?, string> text, int rowsPerSheet)
    {
        Columns = columns;
        _traps = traps;
        _title = title;
        _filter = filter;
        _totalled = totalled;
        _text = text;
        _rowsPerSheet = rowsPerSheet;
        _path = Path.Combine(folder, file);
        _archive = new ZipArchive(new FileStream(_path, FileMode.Create, FileAccess.ReadWrite), ZipArchiveMode.Create);
        StartSheet();
    }

    /// <inheritdoc/>
    public SheetColumns Columns { get; }

    /// <inheritdoc/>
    public void Write(SheetRow row)
    {
        if (_line >= _rowsPerSheet)
        {
            FinishSheet();
            StartSheet();
        }
        else if (_records > 0 && _records % RowsPerPage == 0)
        {
            WriteRow(Columns.Headers);
        }

        _records++;
        _total += row[_totalled] is decimal amount ? amount : 0;
        WriteRow(row.Cells);
        _traps.Add(row, $"{Path.GetFileName(_path)}#{_sheets[^1]}", _line);
    }

    /// <inheritdoc/>
    public GeneratedFile Finish()
    {
        object?[] totals = new object?[Columns.Headers.Count];
        totals[0] = "TOPLAM";
        totals[Columns[_totalled]] = _total;
        WriteRow(totals);
        FinishSheet();
        foreach ((string name, string content) in WorkbookParts.All(_sheets))
        {
            using Stream part = Entry(name);
            part.Write(Encoding.UTF8.GetBytes(content));
        }

        _archive.Dispose();
        WorkbookParts.MakeAlike(_path);
        return new GeneratedFile(Columns.Object, _path, _records);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _part?.Dispose();
        _archive.Dispose();
    }

    private Stream Entry(string name)
    {
        ZipArchiveEntry entry = _archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(2026, 9, 30, 0, 0, 0, TimeSpan.Zero);
        entry.ExternalAttributes = 0;
        return entry.Open();
    }

    private void StartSheet()
    {
        string number = (_sheets.Count + 1).ToString(CultureInfo.InvariantCulture);
        _sheets.Add(_sheets.Count == 0 ? _title : $"{_title} {number}");
        _part = Entry($"xl/worksheets/sheet{number}.xml");
        _writer = OpenXmlWriter.Create(_part, Encoding.UTF8);
        _writer.WriteStartDocument(true);
        _writer.WriteStartElement(new Worksheet());
        _writer.WriteStartElement(new SheetData());
        _line = 0;
        WriteRow([$"Dr.DENTES {_title} Raporu"]);
        WriteRow([_filter]);
        WriteRow([]);
        WriteRow(Columns.Headers);
    }

    private void FinishSheet()
    {
        _writer!.WriteEndElement();
        _writer.WriteEndElement();
        _writer.Dispose();
        _part!.Dispose();
    }

    private void WriteRow(IReadOnlyList<object?> cells)
    {
        _line++;
        _writer!.WriteStartElement(new Row { RowIndex = (uint)_line });
        for (int i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not null and not "")
            {
                _writer.WriteElement(Cell(cells[i]!, $"{(char)('A' + i)}{_line.ToString(CultureInfo.InvariantCulture)}"));
            }
        }

        _writer.WriteEndElement();
    }

    private Cell Cell(object cell, string reference) => cell switch
    {
        DateOnly day => Number(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber, reference, DateStyle),
        decimal amount => Number(amount, reference, AmountStyle),
        int number => Number(number, reference, 0),
        _ => new Cell
        {
            CellReference = reference,
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(_text(cell)) { Space = SpaceProcessingModeValues.Preserve }),
        },
    };

    private static Cell Number(decimal number, string reference, uint style) => new()
    {
        CellReference = reference,
        StyleIndex = style,
        CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)),
    };
}
