using ExcelDataReader;

namespace DentalMigration.Sources.Files;

/// <summary>
/// An XLS or XLSX workbook and the first rows of its sheets. To begin reading a workbook costs as much as a good part of reading it, so it is begun once for
/// all that only look at it, and once more where it is read.
/// </summary>
internal sealed class Workbook
{
    /// <summary>As many rows of each sheet as anybody looks at before the whole is read.</summary>
    private const int HeadRows = 5000;

    private readonly string _path;
    private readonly (long Length, DateTime Written) _stamp;

    private Workbook(string path)
    {
        _path = path;
        _stamp = Stamp(path);
        Errors = WorkbookErrors.Count(path);
        using IExcelDataReader reader = Reader(path);
        var sheets = new List<WorkbookSheet>();
        do
        {
            List<TableRow> head = [.. Rows(reader).Take(HeadRows)];
            sheets.Add(new WorkbookSheet(reader.Name, head, head.Count < HeadRows));
        }
        while (reader.NextResult());

        Sheets = sheets;
    }

    /// <summary>The sheets in the workbook's order.</summary>
    public IReadOnlyList<WorkbookSheet> Sheets { get; }

    /// <summary>How many cells show an error.</summary>
    public int Errors { get; }

    /// <summary>Opens a workbook.</summary>
    /// <exception cref="MigrationException"><c>SourceFileUnreadable</c>.</exception>
    public static Workbook Open(string path)
    {
        try
        {
            return new Workbook(path);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Table.Unreadable(path, e);
        }
    }

    /// <summary>True while the file is the one that was opened.</summary>
    public bool IsCurrent() => Stamp(_path) == _stamp;

    /// <summary>The rows of a sheet, streaming; texts as the workbook has them.</summary>
    /// <param name="index">The sheet.</param>
    public IEnumerable<TableRow> Rows(int index)
    {
        bool isCurrent = IsCurrent();
        IReadOnlyList<TableRow> head = isCurrent ? Sheets[index].Head : [];
        foreach (TableRow row in head)
        {
            yield return row;
        }

        if (isCurrent && Sheets[index].IsWhole)
        {
            yield break;
        }

        using IExcelDataReader reader = Reader(_path);
        for (int i = 0; i < index; i++)
        {
            reader.NextResult();
        }

        foreach (TableRow row in Rows(reader).Skip(head.Count))
        {
            yield return row;
        }
    }

    private static IEnumerable<TableRow> Rows(IExcelDataReader reader)
    {
        while (reader.Read())
        {
            object?[] cells = new object?[reader.FieldCount];
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.GetValue(i) switch
                {
                    null or "" => null,
                    int number => (double)number,
                    object other => other,
                };
            }

            yield return new TableRow(reader.Depth + 1, cells);
        }
    }

    private static IExcelDataReader Reader(string path)
    {
        // ExcelDataReader asks the process for code pages, which .NET does not know unless told.
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            return ExcelReaderFactory.CreateReader(file, new ExcelReaderConfiguration
            {
                FallbackEncoding = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1254),
            });
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static (long Length, DateTime Written) Stamp(string path)
    {
        var file = new FileInfo(path);
        return (file.Length, file.LastWriteTimeUtc);
    }
}
