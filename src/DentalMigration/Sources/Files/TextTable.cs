using System.Text;
using CsvHelper;
using DentalMigration.Sources.Reading;

namespace DentalMigration.Sources.Files;

/// <summary>A delimited text file.</summary>
internal sealed class TextTable(string path, Encoding encoding, char delimiter) : Table(path, System.IO.Path.GetFileName(path))
{
    private const int BufferSize = 64 * 1024;
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly CsvReaderOptions _options = new()
    {
        Separator = delimiter,
        HasHeader = false,
        DetectSeparatorHint = false,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
        MaxRecordSize = MostBytes,
    };

    /// <inheritdoc/>
    public override string Encoding => encoding.WebName;

    /// <inheritdoc/>
    public override string Delimiter => delimiter.ToString();

    /// <inheritdoc/>
    protected override IEnumerable<TableRow> ReadRows()
    {
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferSize, FileOptions.SequentialScan);
        using var guard = new QuoteGuard(new StreamReader(file, encoding, true, BufferSize), delimiter);
        using CsvReader reader = CsvReader.Create(guard, _options);
        while (reader.Read())
        {
            Position = file.Position;
            object?[] cells = new object?[reader.FieldCount];
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.IsEmpty(i) ? null : Repair.Apply(reader.GetString(i));
            }

            int line = (int)reader.LineNumber;
            FieldFault? fault = guard.HasTakenOut && guard.TookOut(line + reader.RawRecord.Count((byte)'\n')) ? FieldFaults.UnclosedQuote() : null;
            yield return new TableRow(line, cells, fault);
        }
    }
}
