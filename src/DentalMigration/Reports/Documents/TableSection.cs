namespace DentalMigration.Reports.Documents;

/// <summary>A table whose rows are streamed: read once, in order, when the report is written.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, a value per column: text, numbers, dates, flags.</param>
public sealed record TableSection(string Title, IReadOnlyList<ReportColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows) : ReportSection(Title)
{
    /// <summary>How many rows a page shows at most where the table does not say.</summary>
    public const int UsualRowLimit = 5_000;

    /// <summary>What the table tells, in a sentence.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>What to say in place of a table without rows.</summary>
    public string WhenEmpty { get; init; } = "Nothing to show.";

    /// <summary>How many rows a page shows; CSV and JSON always hold all.</summary>
    public int RowLimit { get; init; } = UsualRowLimit;

    /// <summary>True where it repeats rows of another table to show them sooner: only a page does.</summary>
    public bool IsExtract { get; init; }

    /// <summary>A last line of totals; only on a page, where nobody adds it up again.</summary>
    public IReadOnlyList<object?>? Totals { get; init; }
}
