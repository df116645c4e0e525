namespace DentalMigration.Tests.Corpus;

/// <summary>The cells of a row of delimited text.</summary>
internal static class Cells
{
    /// <summary>The cells, without the quotation marks around them.</summary>
    public static string[] Split(string row, char delimiter)
    {
        var cells = new List<string>();
        int start = 0;
        bool quoted = false;
        for (int i = 0; i <= row.Length; i++)
        {
            if (i == row.Length || (row[i] == delimiter && !quoted))
            {
                string cell = row[start..i];
                cells.Add(cell is ['"', .., '"'] ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell);
                start = i + 1;
            }
            else if (row[i] == '"')
            {
                quoted = !quoted;
            }
        }

        return [.. cells];
    }

    /// <summary>A cell as it is written.</summary>
    public static string Quoted(string cell, char delimiter) =>
        cell.Contains(delimiter, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny("\"\r\n") >= 0
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
