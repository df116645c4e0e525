using System.Text;
using CsvHelper;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks;

/// <summary>Writes a CSV file again, in its own encoding and with its own delimiter.</summary>
internal static class CsvCopy
{
    /// <summary>Copies records.</summary>
    /// <param name="file">What was detected about the file.</param>
    /// <param name="from">Its path.</param>
    /// <param name="to">The copy's path.</param>
    /// <param name="columns">The columns that the copy has, from 0.</param>
    /// <param name="change">Record from 0, column and value → the value that the copy has.</param>
    /// <returns>How many records there are.</returns>
    public static long Write(SourceFile file, string from, string to, IReadOnlyList<int> columns, Func<long, int, string, string> change)
    {
        var encoding = Encoding.GetEncoding(file.Encoding);
        using FileStream stream = File.OpenRead(from);
        using CsvReader reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = file.Delimiter[0], Encoding = encoding });
        using var copy = new StreamWriter(to, append: false, encoding);
        copy.WriteLine(string.Join(file.Delimiter, columns.Select(i => file.Columns[i].Header)));
        long record = 0;
        for (; reader.Read(); record++)
        {
            copy.WriteLine(string.Join(file.Delimiter, columns.Select(i => Quote(change(record, i, reader.GetString(i)), file.Delimiter))));
        }

        return record;
    }

    private static string Quote(string value, string delimiter) =>
        value.Contains(delimiter, StringComparison.Ordinal) || value.AsSpan().IndexOfAny("\"\r\n") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
