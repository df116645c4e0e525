using DentalMigration.Hosting;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Delta;

/// <summary>An export, and the same some days later.</summary>
/// <param name="Before">The export's folder.</param>
/// <param name="After">The later one's: of every CSV file each hundredth record is changed.</param>
/// <param name="Changed">How many records that are.</param>
internal sealed record ChangedExport(string Before, string After, long Changed)
{
    private const int OneIn = 100;

    /// <summary>Free text that becomes a column of the record's own row; the first that a file has is changed.</summary>
    private static readonly string[] Fields = ["notes", "note_text", "description", "subscriber_name"];

    /// <summary>Makes the later one.</summary>
    public static ChangedExport Of(Stand stand, string export, string name)
    {
        string folder = stand.NewFolder(name);
        long changed = 0;
        using ISource source = SourceOpener.OpenFolder(stand.System, export);
        foreach (IGrouping<string, SourceFile> file in source.Files.GroupBy(f => f.Name.Split('#')[0]))
        {
            string from = Path.Combine(export, file.Key);
            string to = Path.Combine(folder, file.Key);
            SourceFile first = file.First();
            int column = first.Delimiter.Length == 0 ? -1
                : Fields.Select(field => first.Columns.Select(c => c.Field).ToList().IndexOf(field)).FirstOrDefault(i => i >= 0, -1);
            if (column < 0)
            {
                File.CreateSymbolicLink(to, File.ResolveLinkTarget(from, returnFinalTarget: true)?.FullName ?? from);
                continue;
            }

            long records = CsvCopy.Write(
                first, from, to, [.. Enumerable.Range(0, first.Columns.Count)], (record, i, value) => i == column && record % OneIn == OneIn - 1 ? Change(value) : value);
            changed += records / OneIn;
        }

        return new ChangedExport(export, folder, changed);
    }

    private static string Change(string value) => value.Length == 0 ? "changed" : $"{value} (changed)";
}
