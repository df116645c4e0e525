namespace DentalMigration.Reports.Documents;

/// <summary>One part of a report.</summary>
/// <param name="Title">Its heading.</param>
public abstract record ReportSection(string Title)
{
    /// <summary>
    /// True where the content is summed up while the report's other tables are streamed, and so is read after them. It is shown in its place
    /// all the same.
    /// </summary>
    public bool IsSummary { get; init; }
}

/// <summary>Plain paragraphs.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Paragraphs">The text.</param>
public sealed record TextSection(string Title, IReadOnlyList<string> Paragraphs) : ReportSection(Title);
