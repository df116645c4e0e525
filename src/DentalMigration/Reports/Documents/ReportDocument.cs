namespace DentalMigration.Reports.Documents;

/// <summary>What a report says, whatever it is written as. Made by the builders, written by <see cref="ReportWriter"/>.</summary>
public sealed record ReportDocument
{
    /// <summary>What the report is about.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence under the title.</summary>
    public string Subtitle { get; init; } = string.Empty;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>A few numbers and names worth a place on top.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    /// <summary>True where values of patients' records are shown: the page says so on top, and the file is private to its owner.</summary>
    public bool ContainsValues { get; init; }

    /// <summary>The parts, in the order they are shown.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>The parts in the order they must be read: what sums up other parts comes last.</summary>
    internal IEnumerable<ReportSection> InReadingOrder() => Sections.OrderBy(section => section.IsSummary);
}

/// <summary>A label with its value.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Text, a number, a date.</param>
public sealed record ReportFact(string Label, object? Value);
