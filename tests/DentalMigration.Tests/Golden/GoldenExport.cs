using System.Text;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Golden;

/// <summary>
/// An export of a few records, written from the files in <c>Golden/&lt;system&gt;/source</c>, which a person can read: the name of the export's
/// file, then its records between lines of <c>---</c>, a line a cell, with <c>\n</c> for a line break and <c>\\</c> for a backslash.
/// </summary>
internal sealed class GoldenExport : IDisposable
{
    /// <summary>Larger than what an annotation of a new organisation takes (5 MB).</summary>
    private const int LargeFile = 6 * 1024 * 1024;

    private readonly TempFolder _folder = new();

    private GoldenExport()
    {
    }

    public string Path => _folder.Path;

    public static GoldenExport Write(string system)
    {
        var export = new GoldenExport();
        foreach (string source in Directory.EnumerateFiles(System.IO.Path.Combine(GoldenFile.Folder, system, "source"), "*.txt"))
        {
            string[] parts = File.ReadAllText(source).ReplaceLineEndings("\n").Split("\n---\n");
            export.WriteCsv(parts[0].Trim()["file: ".Length..], [.. parts[1..].Select(Cells)]);
        }

        export.WriteFile(system == "dentes" ? "Belgeler/onam formu.pdf" : "Documents/consent.pdf", "%PDF-1.4 consent"u8.ToArray());
        export.WriteFile(system == "dentes" ? "Belgeler/panoramik.dcm" : "Documents/panoramic.dcm", new byte[LargeFile]);
        return export;
    }

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, string> Cells(string record) => record.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(": ", 2))
        .ToDictionary(cell => cell[0], cell => Unescape(cell[1]));

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] != '\\' ? text[i] : text[++i] == 'n' ? '\n' : text[i]);
        }

        return plain.ToString();
    }

    private void WriteCsv(string name, IReadOnlyList<Dictionary<string, string>> records)
    {
        string[] header = [.. records.SelectMany(r => r.Keys).Distinct()];
        IEnumerable<string> lines = records.Select(r => string.Join(';', header.Select(h => Quote(r.GetValueOrDefault(h, "")))));
        File.WriteAllText(_folder.File(name), string.Join("\r\n", lines.Prepend(string.Join(';', header)).Append("")), Encoding.UTF8);
    }

    private void WriteFile(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllBytes(_folder.File(name), content);
    }

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
