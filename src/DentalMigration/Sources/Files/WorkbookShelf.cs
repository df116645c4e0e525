namespace DentalMigration.Sources.Files;

/// <summary>The workbooks of an export that were opened, for all that look at the same export one after the other.</summary>
internal sealed class WorkbookShelf
{
    private readonly Dictionary<string, Workbook> _workbooks = new(StringComparer.Ordinal);

    /// <summary>The workbook as it is now.</summary>
    /// <exception cref="MigrationException"><c>SourceFileUnreadable</c>.</exception>
    public Workbook Open(string path) =>
        _workbooks.TryGetValue(path, out Workbook? workbook) && workbook.IsCurrent() ? workbook : _workbooks[path] = Workbook.Open(path);
}
