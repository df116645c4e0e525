namespace DentalMigration.Sources;

/// <summary>Where a record stands in the export.</summary>
/// <param name="File">File name without its folder, with the sheet after <c>#</c> for a workbook: <c>Plan.xlsx#Sayfa1</c>.</param>
/// <param name="Line">Physical line (CSV) or row (workbook) the record starts on, from 1.</param>
public readonly record struct RecordPosition(string File, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}";
}
