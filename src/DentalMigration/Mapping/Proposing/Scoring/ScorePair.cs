namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>The figures of the same headers twice.</summary>
/// <param name="WithExample">With header and example value.</param>
/// <param name="HeaderOnly">With the header alone.</param>
public sealed record ScorePair(HeaderFigures WithExample, HeaderFigures HeaderOnly)
{
    /// <summary>The figures of two sets of verdicts.</summary>
    public static ScorePair Of(IReadOnlyCollection<HeaderVerdict> withExample, IReadOnlyCollection<HeaderVerdict> headerOnly) =>
        new(HeaderFigures.Of(withExample), HeaderFigures.Of(headerOnly));
}
