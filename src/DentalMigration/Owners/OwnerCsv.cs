namespace DentalMigration.Owners;

/// <summary>Reads the CSV form of owner maps, as spreadsheets write it.</summary>
public static class OwnerCsv
{
    /// <summary>The rows of a text: column → cell, columns compared without case. Empty lines are passed over.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            yield break;
        }

        char delimiter = lines[0].Contains(';', StringComparison.Ordinal) && !lines[0].Contains(',', StringComparison.Ordinal) ? ';' : ',';
        List<string> header = Split(lines[0].TrimStart('\uFEFF'), delimiter);
        foreach (string line in lines.Skip(1).Where(l => l.Trim().Length > 0))
        {
            List<string> cells = Split(line, delimiter);
            var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < header.Count; i++)
            {
                row[header[i].Trim()] = i < cells.Count ? cells[i] : "";
            }

            yield return row;
        }
    }

    /// <summary>A cell, quoted where it needs to be.</summary>
    public static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\";\n\r") ? $"\"{text.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static List<string> Split(string line, char delimiter)
    {
        var cells = new List<string> { "" };
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cells[^1] += line[i++];
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == delimiter && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += line[i];
            }
        }

        return cells;
    }
}
