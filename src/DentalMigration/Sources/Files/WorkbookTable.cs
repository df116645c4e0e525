using System.Globalization;

namespace DentalMigration.Sources.Files;

/// <summary>One sheet of an XLS or XLSX workbook. Cells keep the type the workbook gives them.</summary>
internal sealed class WorkbookTable(string path, Workbook workbook, int index)
    : Table(path, $"{System.IO.Path.GetFileName(path)}#{workbook.Sheets[index].Name}")
{
    /// <inheritdoc/>
    public override string? Sheet => workbook.Sheets[index].Name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings { get; } = workbook.Errors > 0
        ? [string.Create(CultureInfo.InvariantCulture, $"{workbook.Errors} cells of the workbook show an error such as #REF! and are read as empty.")
            + " Put them right and export it again."]
        : [];

    /// <inheritdoc/>
    protected override IEnumerable<TableRow> ReadRows()
    {
        Converter<object?, object?> repaired = cell => cell is string text ? Repair.Apply(text) : cell;
        return workbook.Rows(index).Select(row => row with { Cells = Array.ConvertAll(row.Cells, repaired) });
    }
}
