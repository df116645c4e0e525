using System.Text;
using DentalMigration.Reports.Documents;

namespace DentalMigration.Reports.Writing;

/// <summary>The tables as RFC 4180, UTF-8 with a mark at the start so that Excel shows every letter. Several tables share one header.</summary>
internal static class CsvReport
{
    /// <summary>The leading column that tells several tables apart.</summary>
    private const string Section = "Section";

    public static void Write(Stream stream, ReportDocument document)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        TableSection[] tables = [.. document.InReadingOrder().OfType<TableSection>().Where(table => !table.IsExtract)];
        if (tables is [TableSection only])
        {
            WriteLine(writer, only.Columns.Select(column => (object?)column.Name));
            foreach (IReadOnlyList<object?> row in only.Rows)
            {
                WriteLine(writer, row);
            }

            return;
        }

        string[] header = [.. tables.SelectMany(table => table.Columns).Select(column => column.Name).Distinct(StringComparer.Ordinal)];
        WriteLine(writer, [Section, .. header]);
        foreach (TableSection table in tables)
        {
            WriteTable(writer, table, header);
        }
    }

    private static void WriteTable(TextWriter writer, TableSection table, string[] header)
    {
        int[] places = [.. table.Columns.Select(column => 1 + Array.IndexOf(header, column.Name))];
        object?[] line = new object?[header.Length + 1];
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            Array.Clear(line);
            line[0] = table.Title;
            for (int i = 0; i < places.Length; i++)
            {
                line[places[i]] = row[i];
            }

            WriteLine(writer, line);
        }
    }

    private static void WriteLine(TextWriter writer, IEnumerable<object?> cells)
    {
        bool isFirst = true;
        foreach (object? cell in cells)
        {
            if (!isFirst)
            {
                writer.Write(',');
            }

            writer.Write(CsvCell.Of(cell));
            isFirst = false;
        }

        writer.Write("\r\n");
    }
}
