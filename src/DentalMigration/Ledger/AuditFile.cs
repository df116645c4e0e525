using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using DentalMigration.Reports.Writing;

namespace DentalMigration.Ledger;

/// <summary>
/// An audit log as a file of its own, to be kept where nobody who runs the migration can reach it: JSON lines, or CSV by the name's ending. Each
/// line carries its hash and the one before, so that the file proves itself.
/// </summary>
public static class AuditFile
{
    private static readonly string[] Columns = ["seq", "at", "who", "run", "action", "object", "table", "outcome", "count", "note", "body", "previous", "hash"];

    /// <summary>Writes a log, streaming. The file is there whole or not at all.</summary>
    /// <param name="path">The file; <c>.jsonl</c>, <c>.json</c> or <c>.csv</c>.</param>
    /// <param name="lines">The entries.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many entries there were.</returns>
    /// <exception cref="MigrationException"><c>AuditFormatUnknown</c>.</exception>
    public static long Write(string path, IEnumerable<AuditLine> lines, CancellationToken cancellationToken = default)
    {
        bool isCsv = IsCsv(path);
        string unfinished = path + ".unfinished";
        long count = 0;
        File.Delete(unfinished);
        PrivateFile.Create(unfinished);
        using (var text = new StreamWriter(unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: isCsv)))
        {
            if (isCsv)
            {
                text.Write(string.Join(',', Columns) + "\r\n");
            }

            foreach (AuditLine line in lines)
            {
                cancellationToken.ThrowIfCancellationRequested();
                text.Write(isCsv ? CsvLine(line) : JsonLine(line));
                count++;
            }
        }

        File.Move(unfinished, path, overwrite: true);
        return count;
    }

    /// <summary>The entries of a file, streamed. A line that is none is given as an entry that fits nowhere.</summary>
    /// <param name="path">The file, as <see cref="Write"/> made it.</param>
    /// <exception cref="MigrationException"><c>AuditFormatUnknown</c>, <c>AuditFileNotFound</c>.</exception>
    public static IEnumerable<AuditLine> Read(string path)
    {
        bool isCsv = IsCsv(path);
        return File.Exists(path)
            ? isCsv ? ReadCsv(path) : ReadJson(path)
            : throw new MigrationException("AuditFileNotFound", $"There is no file '{path}'. Give a copy of the audit log that was written before.");
    }

    /// <summary>Looks for the first broken link of a copy. That its end was cut off only the ledger can tell.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told how many entries were looked at.</param>
    /// <returns>What is wrong, or null where it is whole.</returns>
    public static AuditBreak? Check(string path, IProgress<long>? progress = null) => AuditChain.Check(Read(path), null, progress);

    private static IEnumerable<AuditLine> ReadJson(string path)
    {
        long sequence = 0;
        foreach (string text in File.ReadLines(path))
        {
            AuditLine? line = null;
            try
            {
                JsonElement json = JsonElement.Parse(text);
                line = new AuditLine(
                    json.GetProperty("seq").GetInt64(),
                    json.GetProperty("at").GetString()!,
                    json.GetProperty("entry").GetRawText(),
                    json.GetProperty("previous").GetString()!,
                    json.GetProperty("hash").GetString()!);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                line = Unreadable(sequence + 1);
            }

            sequence = line.Sequence;
            yield return line;
        }
    }

    private static IEnumerable<AuditLine> ReadCsv(string path)
    {
        using var text = new StreamReader(path, Encoding.UTF8);
        using CsvReader csv = CsvReader.Create(text, new CsvReaderOptions());
        long sequence = 0;
        while (csv.Read())
        {
            AuditLine line = long.TryParse(Cell(csv, "seq"), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? new AuditLine(number, Cell(csv, "at"), Cell(csv, "body"), Cell(csv, "previous"), Cell(csv, "hash"))
                : Unreadable(sequence + 1);
            sequence = line.Sequence;
            yield return line;
        }
    }

    private static string Cell(CsvReader csv, string column) => csv.TryGetFieldIndex(column, out int at) && at < csv.FieldCount ? csv.GetString(at) : "";

    private static string JsonLine(AuditLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"seq":{{line.Sequence}},"at":"{{line.At}}","entry":{{line.Body}},"previous":"{{line.Previous}}","hash":"{{line.Hash}}"}""") + "\n";

    private static string CsvLine(AuditLine line)
    {
        AuditEntry e = line.Entry;
        object?[] cells = [line.Sequence, line.At, e.Who, e.Run, e.Action, e.Object, e.Table, e.Outcome, e.Count, e.Note, line.Body, line.Previous, line.Hash];
        return string.Join(',', cells.Select(CsvCell.Of)) + "\r\n";
    }

    private static AuditLine Unreadable(long sequence) => new(sequence, "", "{}", "", "");

    private static bool IsCsv(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => true,
        ".JSONL" or ".JSON" => false,
        _ => throw new MigrationException("AuditFormatUnknown", $"The audit log is written as .jsonl or .csv; '{Path.GetFileName(path)}' is neither."),
    };
}
