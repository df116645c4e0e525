namespace DentalMigration.Mapping.Proposing;

/// <summary>Collects the evidence for what a header may be: what it says, how it is spelt, and what its values look like.</summary>
/// <param name="memory">The spellings it may know.</param>
internal sealed class FieldMatcher(SpellingMemory memory)
{
    /// <summary>The evidence about one header.</summary>
    /// <param name="objectName">The object its file holds.</param>
    /// <param name="header">The header as written.</param>
    /// <param name="values">Some of its values.</param>
    /// <param name="fields">The fields it may be.</param>
    /// <param name="comparison">How it compares with them.</param>
    public MatchCase Collect(
        string objectName, string header, IReadOnlyList<ValueLook> values, IReadOnlyList<FieldDescription> fields, HeaderComparison comparison)
    {
        string folded = HeaderWords.Fold(header);
        HashSet<int> trigrams = SpellingMemory.Trigrams(folded);
        var features = new double[fields.Count][];
        for (int i = 0; i < fields.Count; i++)
        {
            features[i] = Features(objectName, folded, trigrams, values, fields[i], comparison.Fits[i]);
        }

        return new MatchCase(fields, features, comparison.None);
    }

    private double[] Features(
        string objectName, string folded, HashSet<int> trigrams, IReadOnlyList<ValueLook> values, FieldDescription field, MeaningFit fit)
    {
        double? known = memory.InObject(objectName, folded, field.Field);
        double value = ValueFit.Of(field.Kind, values);
        (double pro, double contra) = (Math.Max(value, 0), Math.Min(value, 0));
        return
        [
            fit.Score,
            fit.Score * fit.Score,
            fit.Precision * fit.Recall,
            fit.Score > 0.98 ? 1 : 0,
            fit.Unexplained,
            fit.Missing,
            fit.OffSubject,
            memory.Resemblance(objectName, trigrams, field.Field),
            known ?? 0,
            memory.Anywhere(folded, field.Field) ?? 0,
            known is 0 ? 1 : 0,
            pro,
            contra,
            fit.Score * pro,
            fit.Score * contra,
        ];
    }
}
