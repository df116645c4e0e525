using DentalMigration.Sources.Profiles;
using DentalMigration.Sources.Reading;

namespace DentalMigration.Sources.Files;

/// <summary>The files of an export and what was recognised of each, however little that is; for proposing a profile.</summary>
internal static class FileSurvey
{
    private const int RowsSearched = 60;
    private const int LeastCells = 2;

    /// <summary>Looks at each file and each sheet of a workbook.</summary>
    public static IEnumerable<SourceFile> Of(string path, ProfileScope scope) => Looks(path, scope, new WorkbookShelf()).Select(l => l.File);

    /// <summary>Looks at each, and at its first rows.</summary>
    public static IEnumerable<SourcePlace> Places(string path, ProfileScope scope, WorkbookShelf workbooks) => Looks(path, scope, workbooks).Select(l => new SourcePlace(
        l.File,
        [.. l.Table.Rows().SkipWhile(r => r.Line <= l.File.HeaderLine).Where(r => r.Fault is null && !r.IsBlank).Take(SourcePlace.SampleRows).Select(r => r.Cells)]));

    private static IEnumerable<(Table Table, SourceFile File)> Looks(string path, ProfileScope scope, WorkbookShelf workbooks)
    {
        var binder = new TableBinder(scope.Catalog, [.. scope.Profile?.Objects.Where(p => p.File is not null) ?? []], scope.Decisions);
        return SourceFolder.Files(path).SelectMany(file => Tables(file, scope, binder, workbooks)).Select(table => (table, Look(table, binder)));
    }

    private static IReadOnlyList<Table> Tables(string file, ProfileScope scope, TableBinder binder, WorkbookShelf workbooks)
    {
        try
        {
            return SourceFolder.Open(file, scope.Profile, binder, workbooks);
        }
        catch (MigrationException)
        {
            // Not text, or damaged: there is nothing to propose for it.
            return [];
        }
    }

    private static SourceFile Look(Table table, TableBinder binder)
    {
        string warning = string.Empty;
        try
        {
            if (binder.Bind(table).File is { Object: not null } bound)
            {
                return bound;
            }
        }
        catch (MigrationException e)
        {
            warning = e.Message;
        }

        // The header is the first of the rows with the most texts.
        TableRow? header = table.Rows().Take(RowsSearched).MaxBy(r => r.Cells.OfType<string>().Count(c => CellText.Of(c) is not null));
        string[] names = [.. header?.Cells.Select(c => CellText.Of(c) ?? string.Empty) ?? []];
        return new SourceFile(
            table.Name, null, table.Encoding, table.Delimiter, header?.Line ?? 0,
            names.Count(n => n.Length > 0) < LeastCells ? [] : [.. names.Select(n => new SourceColumn(n, null, default))], [warning]);
    }
}
