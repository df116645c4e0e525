namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>The figures of a file of labelled headers.</summary>
public sealed record ScoreReport
{
    /// <summary>The matcher as it ships, with header and example value.</summary>
    public required HeaderFigures Shipped { get; init; }

    /// <summary>The same with headers alone.</summary>
    public required HeaderFigures ShippedHeaderOnly { get; init; }

    /// <summary>By language, as it ships, with example values.</summary>
    public required IReadOnlyDictionary<string, HeaderFigures> ByLanguage { get; init; }

    /// <summary>By object, as it ships, with example values.</summary>
    public required IReadOnlyDictionary<string, HeaderFigures> ByObject { get; init; }

    /// <summary>Cross-validated: each spelling unseen, its weights found on other spellings.</summary>
    public required HeaderFigures UnseenSpellings { get; init; }

    /// <summary>The same with headers alone.</summary>
    public required HeaderFigures UnseenSpellingsHeaderOnly { get; init; }

    /// <summary>Cross-validated: all spellings of each field unseen, its weights found on other fields.</summary>
    public required HeaderFigures UnseenFields { get; init; }

    /// <summary>The same with headers alone.</summary>
    public required HeaderFigures UnseenFieldsHeaderOnly { get; init; }

    /// <summary>The headers the shipped matcher gets wrong, with example values.</summary>
    public required IReadOnlyList<HeaderVerdict> Wrong { get; init; }

    /// <summary>Scores a file.</summary>
    /// <param name="path">CSV; see <see cref="LabelledHeader.Read"/>.</param>
    /// <exception cref="MigrationException"><c>LabelsUnreadable</c>.</exception>
    public static ScoreReport Of(string path)
    {
        IReadOnlyList<LabelledHeader> labels = LabelledHeader.Read(path);
        var memory = new SpellingMemory(SpellingMemory.Shipped());
        IReadOnlyList<HeaderVerdict> shipped = HeaderScorer.Judge(labels, HeaderScorer.Collect(labels, memory, true), _ => MatchWeights.Shipped);
        IReadOnlyList<HeaderVerdict> headerOnly = HeaderScorer.Judge(labels, HeaderScorer.Collect(labels, memory, false), _ => MatchWeights.Shipped);
        (IReadOnlyList<HeaderVerdict> spelling, IReadOnlyList<HeaderVerdict> spellingOnly) = new CrossValidation(labels, byField: false).Judge();
        (IReadOnlyList<HeaderVerdict> field, IReadOnlyList<HeaderVerdict> fieldOnly) = new CrossValidation(labels, byField: true).Judge();
        return new ScoreReport
        {
            Shipped = HeaderFigures.Of(shipped),
            ShippedHeaderOnly = HeaderFigures.Of(headerOnly),
            ByLanguage = By(shipped, v => v.Label.Language),
            ByObject = By(shipped, v => v.Label.Object),
            UnseenSpellings = HeaderFigures.Of(spelling),
            UnseenSpellingsHeaderOnly = HeaderFigures.Of(spellingOnly),
            UnseenFields = HeaderFigures.Of(field),
            UnseenFieldsHeaderOnly = HeaderFigures.Of(fieldOnly),
            Wrong = [.. shipped.Where(v => !v.IsRight)],
        };
    }

    /// <summary>Finds the weights on a file of labelled headers, as those that ship were found.</summary>
    /// <param name="path">CSV; see <see cref="LabelledHeader.Read"/>.</param>
    /// <returns>The text of <c>weights.json</c>.</returns>
    public static string Train(string path)
    {
        IReadOnlyList<LabelledHeader> labels = LabelledHeader.Read(path);
        CrossValidation[] ways = [new(labels, byField: false), new(labels, byField: true)];
        return WeightTrainer.Train([.. ways.SelectMany(w => w.Samples(w.Collect(true)).Concat(w.Samples(w.Collect(false))))]).ToJson();
    }

    private static Dictionary<string, HeaderFigures> By(IReadOnlyList<HeaderVerdict> verdicts, Func<HeaderVerdict, string> key) =>
        verdicts.GroupBy(key).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => HeaderFigures.Of([.. g]));
}
