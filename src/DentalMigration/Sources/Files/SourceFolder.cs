using System.Text;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>The files of a folder as tables.</summary>
internal static class SourceFolder
{
    private const int DelimiterRows = 60;
    private static readonly char[] Delimiters = [';', ',', '\t', '|'];
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".csv", ".tsv", ".txt", ".xls", ".xlsx" };

    /// <summary>All tables of the folder, bound, in the order of file names.</summary>
    public static IEnumerable<BoundTable> Tables(string folder, SystemCatalog catalog, TableBinder binder, List<SourceFault> faults)
    {
        IEnumerable<string> paths = Directory.EnumerateFiles(folder)
            .Where(p => Extensions.Contains(Path.GetExtension(p)) && !Path.GetFileName(p).StartsWith("~$", StringComparison.Ordinal))
            .OrderBy(Path.GetFileName, StringComparer.Ordinal);
        foreach (string path in paths)
        {
            foreach (BoundTable table in Bind(path, FilePattern.Find(catalog, Path.GetFileName(path)), binder, faults))
            {
                yield return table;
            }
        }
    }

    /// <summary>A file that cannot be used is left aside: as a fault when its name is one of ours, else with a warning.</summary>
    private static List<BoundTable> Bind(string path, CatalogObject? named, TableBinder binder, List<SourceFault> faults)
    {
        try
        {
            List<BoundTable> tables = [.. Open(path, binder).Select(binder.Bind)];
            return named is not null && tables.TrueForAll(t => t.File.Object is null) ? throw Nothing(path) : tables;
        }
        catch (MigrationException e)
        {
            string name = Path.GetFileName(path);
            if (named is not null)
            {
                faults.Add(new SourceFault(name, named.Name, e.Code, e.Message));
            }

            var file = new SourceFile(name, null, string.Empty, string.Empty, 0, [], [e.Message]);
            return [new BoundTable(new TextTable(path, Encoding.UTF8, ';'), file, null, [], [])];
        }
    }

    private static IReadOnlyList<Table> Open(string path, TableBinder binder)
    {
        if (IsWorkbook(path))
        {
            return WorkbookTable.Open(path);
        }

        Encoding encoding = DetectEncoding(path) ?? throw new MigrationException(
            "UnknownEncoding",
            $"The file '{Path.GetFileName(path)}' is neither UTF-8 nor windows-1254 text; save it again as 'CSV UTF-8'.");
        return [Delimiters
            .Select(d => new TextTable(path, encoding, d))
            .Select(t => (Table: t, Rows: (IReadOnlyList<TableRow>)[.. t.Rows().Take(DelimiterRows)]))
            .OrderByDescending(t => binder.BestKnown(t.Rows))
            .ThenByDescending(t => t.Rows.Sum(r => r.Cells.Length))
            .First().Table];
    }

    private static Encoding? DetectEncoding(string path)
    {
        try
        {
            return TextEncodings.Detect(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Table.Unreadable(path, e);
        }
    }

    /// <summary>By its first bytes, since a report saved as <c>.xls</c> is often text.</summary>
    private static bool IsWorkbook(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[4];
            int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start[..count] switch
            {
                [(byte)'P', (byte)'K', ..] or [0xd0, 0xcf, 0x11, 0xe0] => true,
                _ => Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Table.Unreadable(path, e);
        }
    }

    private static MigrationException Nothing(string path) => new(
        "HeaderNotFound",
        $"No sheet of '{Path.GetFileName(path)}' has a header row that is known; export it again with its headers.");
}
