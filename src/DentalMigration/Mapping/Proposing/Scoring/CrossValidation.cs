using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>
/// Measures the matcher on headers it has not been tuned on: the labelled headers are dealt into folds, and those of each fold are judged with
/// weights found on the other folds and with a memory from which their own spellings, wherever they stand, have been taken out.
/// </summary>
internal sealed class CrossValidation
{
    private const int Folds = 5;

    /// <summary>A header derived from another, by casing or a wrong code page, counts less in training than one of its own.</summary>
    private const double DerivedWeight = 0.3;
    private const double UnmappedWeight = 0.8;

    private readonly LabelledSet _set;
    private readonly int[] _fold;
    private readonly SpellingMemory[] _memories;

    /// <param name="set">The headers.</param>
    /// <param name="byField">True to keep all headers of a field in one fold, so that its spellings are unseen altogether; false to keep those of one spelling together.</param>
    public CrossValidation(LabelledSet set, bool byField)
    {
        _set = set;
        _fold = [.. set.Labels.Select(l => Deal(byField ? $"{l.Object}.{l.Field}" : HeaderWords.Fold(l.Header)))];
        (string Object, string Header, string Field)[] shipped = [.. SpellingMemory.Shipped()];
        _memories = [.. Enumerable.Range(0, Folds).Select(fold => Memory(fold, byField, shipped))];
    }

    /// <summary>The evidence about each header, with its own fold's spellings hidden.</summary>
    public IReadOnlyList<MatchCase> Collect(bool withExample) => _set.Collect(i => _memories[_fold[i]], withExample);

    /// <summary>The figures of headers judged by weights found on the other folds.</summary>
    /// <param name="set">The headers.</param>
    /// <param name="byField">See the constructor.</param>
    public static ScorePair By(LabelledSet set, bool byField)
    {
        var validation = new CrossValidation(set, byField);
        (IReadOnlyList<MatchCase> withExample, IReadOnlyList<MatchCase> headerOnly) = (validation.Collect(true), validation.Collect(false));
        MatchWeights[] weights = [.. Enumerable.Range(0, Folds).AsParallel().AsOrdered().Select(fold =>
            WeightTrainer.Train([.. validation.Samples(withExample, fold), .. validation.Samples(headerOnly, fold)]))];
        IReadOnlyList<HeaderVerdict> Judge(IReadOnlyList<MatchCase> cases) => HeaderScorer.Judge(set.Labels, cases, i => weights[validation._fold[i]]);
        return ScorePair.Of(Judge(withExample), Judge(headerOnly));
    }

    /// <summary>What weights are trained on: all cases but those of a fold.</summary>
    /// <param name="cases">The evidence.</param>
    /// <param name="without">The fold; -1 for none.</param>
    public IEnumerable<(MatchCase Case, int Right, double Weight)> Samples(IReadOnlyList<MatchCase> cases, int without = -1)
    {
        for (int i = 0; i < cases.Count; i++)
        {
            if (_fold[i] != without)
            {
                double weight = (_set.Labels[i].System.StartsWith("derived", StringComparison.Ordinal) ? DerivedWeight : 1) * (_set.Labels[i].IsUnmapped ? UnmappedWeight : 1);
                yield return (cases[i], HeaderScorer.Right(_set.Labels[i], cases[i]), weight);
            }
        }
    }

    /// <summary>Everything known but what the fold's headers would give away.</summary>
    private SpellingMemory Memory(int fold, bool byField, IEnumerable<(string Object, string Header, string Field)> shipped)
    {
        LabelledHeader[] members = [.. _set.Labels.Where((_, i) => _fold[i] == fold)];
        HashSet<string> spellings = [.. members.Select(l => HeaderWords.Fold(l.Header))];
        HashSet<(string, string)> fields = byField ? [.. members.Select(l => (l.Object, l.Field))] : [];
        IEnumerable<(string Object, string Header, string Field)> own =
            _set.Labels.Where((l, i) => _fold[i] != fold && !l.IsUnmapped).Select(l => (l.Object, l.Header, l.Field));
        return new SpellingMemory(shipped.Concat(own)
            .Where(s => !spellings.Contains(HeaderWords.Fold(s.Header)) && !fields.Contains((s.Object, s.Field))));
    }

    private static int Deal(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key))[0] % Folds;
}
