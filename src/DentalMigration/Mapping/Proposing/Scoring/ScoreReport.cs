namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>The figures of a file of labelled headers.</summary>
public sealed record ScoreReport
{
    /// <summary>The matcher as it ships.</summary>
    public required ScorePair Shipped { get; init; }

    /// <summary>The same by language.</summary>
    public required IReadOnlyDictionary<string, ScorePair> ByLanguage { get; init; }

    /// <summary>The same by object.</summary>
    public required IReadOnlyDictionary<string, ScorePair> ByObject { get; init; }

    /// <summary>Cross-validated: each spelling unseen, the weights found on other spellings.</summary>
    public required ScorePair UnseenSpellings { get; init; }

    /// <summary>Cross-validated: all spellings of each field unseen, the weights found on other fields.</summary>
    public required ScorePair UnseenFields { get; init; }

    /// <summary>The headers the shipped matcher gets wrong, though it sees an example value.</summary>
    public required IReadOnlyList<HeaderVerdict> Wrong { get; init; }

    /// <summary>Scores a file.</summary>
    /// <param name="path">CSV; see <see cref="LabelledHeader.Read"/>.</param>
    /// <exception cref="MigrationException"><c>LabelsUnreadable</c>.</exception>
    public static ScoreReport Of(string path)
    {
        IReadOnlyList<LabelledHeader> labels = LabelledHeader.Read(path);
        var set = new LabelledSet(labels);
        var memory = new SpellingMemory(SpellingMemory.Shipped());
        IReadOnlyList<HeaderVerdict> Judge(bool withExample) =>
            HeaderScorer.Judge(labels, set.Collect(_ => memory, withExample), _ => MatchWeights.Shipped);
        (IReadOnlyList<HeaderVerdict> withExample, IReadOnlyList<HeaderVerdict> headerOnly) = (Judge(true), Judge(false));
        return new ScoreReport
        {
            Shipped = ScorePair.Of(withExample, headerOnly),
            ByLanguage = By(withExample, headerOnly, v => v.Label.Language),
            ByObject = By(withExample, headerOnly, v => v.Label.Object),
            UnseenSpellings = CrossValidation.By(set, byField: false),
            UnseenFields = CrossValidation.By(set, byField: true),
            Wrong = [.. withExample.Where(v => !v.IsRight)],
        };
    }

    /// <summary>Finds the weights on a file of labelled headers, as those that ship were found.</summary>
    /// <param name="path">CSV; see <see cref="LabelledHeader.Read"/>.</param>
    /// <returns>The text of <c>weights.json</c>.</returns>
    public static string Train(string path)
    {
        var set = new LabelledSet(LabelledHeader.Read(path));
        CrossValidation[] ways = [new(set, byField: false), new(set, byField: true)];
        return WeightTrainer.Train([.. ways.SelectMany(w => w.Samples(w.Collect(true)).Concat(w.Samples(w.Collect(false))))]).ToJson();
    }

    private static Dictionary<string, ScorePair> By(
        IReadOnlyList<HeaderVerdict> withExample, IReadOnlyList<HeaderVerdict> headerOnly, Func<HeaderVerdict, string> key) =>
        withExample.Zip(headerOnly).GroupBy(v => key(v.First)).OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => ScorePair.Of([.. g.Select(v => v.First)], [.. g.Select(v => v.Second)]));
}
