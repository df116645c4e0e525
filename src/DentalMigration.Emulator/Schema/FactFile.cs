using System.Text;

namespace DentalMigration.Emulator.Schema;

/// <summary>Rows of an embedded fact file: CSV with quotes where a field holds a comma, a header row first, no line breaks in
/// fields.</summary>
internal static class FactFile
{
    public static IEnumerable<string[]> Rows(string name)
    {
        using Stream stream = typeof(FactFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The fact file {name} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Contains('"', StringComparison.Ordinal) ? Quoted(line) : line.Split(',');
        }
    }

    private static string[] Quoted(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }
        fields.Add(field.ToString());
        return [.. fields];
    }
}
