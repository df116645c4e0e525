using System.Text;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Files;

/// <summary>The files of a folder as tables.</summary>
internal static class SourceFolder
{
    private const int DelimiterRows = 60;
    private static readonly char[] Delimiters = [';', ',', '\t', '|'];
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".csv", ".tsv", ".txt", ".xls", ".xlsx" };

    /// <summary>The files that may be an export's, in the order of their names: those of a folder, or the one that is named.</summary>
    public static IEnumerable<string> Files(string path) => File.Exists(path) ? [path] : Directory.EnumerateFiles(path)
        .Where(p => Extensions.Contains(Path.GetExtension(p)) && !Path.GetFileName(p).StartsWith("~$", StringComparison.Ordinal))
        .OrderBy(Path.GetFileName, StringComparer.Ordinal);

    /// <summary>All tables of the files, bound, in the order of file names.</summary>
    public static IEnumerable<BoundTable> Tables(string folder, ProfileDocument? profile, TableBinder binder, WorkbookShelf workbooks, List<SourceFault> faults) =>
        Files(folder).SelectMany(path => Bind(path, profile, binder, workbooks, faults));

    /// <summary>A file that cannot be used is left aside: as a fault when its name is one of ours, else with a warning.</summary>
    private static List<BoundTable> Bind(string path, ProfileDocument? profile, TableBinder binder, WorkbookShelf workbooks, List<SourceFault> faults)
    {
        CatalogObject? named = binder.Named(path);
        try
        {
            List<BoundTable> tables = [.. Open(path, profile, binder, workbooks).Select(binder.Bind)];
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

    /// <summary>The tables of a file: one of a text file, one for each sheet of a workbook.</summary>
    public static IReadOnlyList<Table> Open(string path, ProfileDocument? profile, TableBinder binder, WorkbookShelf workbooks)
    {
        if (IsWorkbook(path))
        {
            Workbook workbook = workbooks.Open(path);
            return [.. Enumerable.Range(0, workbook.Sheets.Count).Select(sheet => new WorkbookTable(path, workbook, sheet))];
        }

        Encoding encoding = (profile?.Encoding is { } name ? ProfileEncoding.Find(name) : DetectEncoding(path)) ?? throw new MigrationException(
            "UnknownEncoding",
            $"The file '{Path.GetFileName(path)}' is neither UTF-8 nor windows-1254 text; save it again as 'CSV UTF-8'.");
        char[] delimiters = profile?.Delimiter is char declared ? [declared] : Delimiters;
        return [delimiters
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
