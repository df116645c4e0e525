using System.Globalization;
using ExcelDataReader;

namespace DentalMigration.Sources.Files;

/// <summary>One sheet of an XLS or XLSX workbook. Cells keep the type the workbook gives them.</summary>
internal sealed class WorkbookTable(string path, string sheet, int index, int errors)
    : Table(path, $"{System.IO.Path.GetFileName(path)}#{sheet}")
{
    /// <inheritdoc/>
    public override string? Sheet => sheet;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings { get; } = errors > 0
        ? [string.Create(CultureInfo.InvariantCulture, $"{errors} cells of the workbook show an error such as #REF! and are read as empty.")
            + " Put them right and export it again."]
        : [];

    /// <summary>The sheets of a workbook, in its order.</summary>
    /// <exception cref="MigrationException"><c>SourceFileUnreadable</c>.</exception>
    public static IReadOnlyList<WorkbookTable> Open(string path)
    {
        try
        {
            List<WorkbookTable> sheets = [];
            int errors = WorkbookErrors.Count(path);
            using IExcelDataReader reader = Reader(path);
            do
            {
                sheets.Add(new WorkbookTable(path, reader.Name, sheets.Count, errors));
            }
            while (reader.NextResult());

            return sheets;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<TableRow> ReadRows()
    {
        using IExcelDataReader reader = Reader(Path);
        for (int i = 0; i < index; i++)
        {
            reader.NextResult();
        }

        while (reader.Read())
        {
            object?[] cells = new object?[reader.FieldCount];
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.GetValue(i) switch
                {
                    null or "" => null,
                    string text => Repair.Apply(text),
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
}
