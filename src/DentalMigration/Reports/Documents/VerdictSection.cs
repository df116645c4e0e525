namespace DentalMigration.Reports.Documents;

/// <summary>Whether all is well, and why. Read after the tables.</summary>
public sealed record VerdictSection : ReportSection
{
    /// <param name="title">Its heading.</param>
    /// <param name="reasons">What was checked, each with its outcome.</param>
    public VerdictSection(string title, IEnumerable<VerdictReason> reasons)
        : base(title)
    {
        Reasons = reasons;
        IsSummary = true;
    }

    /// <summary>What was checked, each with its outcome.</summary>
    public IEnumerable<VerdictReason> Reasons { get; }
}

/// <summary>One thing that was checked.</summary>
/// <param name="Outcome">What came out.</param>
/// <param name="Text">A sentence.</param>
public sealed record VerdictReason(VerdictOutcome Outcome, string Text);

/// <summary>What came out of a check; a verdict is the gravest of its reasons.</summary>
public enum VerdictOutcome
{
    /// <summary>As it should be.</summary>
    Passed,

    /// <summary>Correct, but someone should look.</summary>
    Attention,

    /// <summary>Wrong.</summary>
    Failed,
}
