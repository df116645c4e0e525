namespace DentalMigration.Sources;

/// <summary>A file, sheet, table or path of an export with its first rows, to find out what it holds. The rows never leave the process.</summary>
/// <param name="File">What was recognised; its columns are there even where its object is not known.</param>
/// <param name="Rows">Some of its rows, a cell for each column.</param>
public sealed record SourcePlace(SourceFile File, IReadOnlyList<object?[]> Rows)
{
    /// <summary>How many rows are looked at.</summary>
    public const int SampleRows = 1000;

    /// <summary>The cells of a column that are not empty.</summary>
    /// <param name="ordinal">The column.</param>
    public IEnumerable<object> Cells(int ordinal) => Rows.Select(r => ordinal < r.Length ? r[ordinal] : null).OfType<object>();
}
