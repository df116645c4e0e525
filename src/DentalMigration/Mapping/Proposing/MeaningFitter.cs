namespace DentalMigration.Mapping.Proposing;

/// <summary>Compares what headers say with how fields are described.</summary>
internal sealed class MeaningFitter(ConceptWeights weights, Likeness likeness)
{
    /// <summary>A concept that names the object is understood where the header leaves it out, and said for nothing where it has it.</summary>
    private const double Understood = 0.6;
    private const double Explained = 0.75;

    /// <summary>The fit of the best of several sayings.</summary>
    public MeaningFit Best(HeaderMeaning header, IReadOnlyList<int[]> phrases, string objectName)
    {
        IReadOnlySet<int> own = weights.OwnOf(objectName);
        MeaningFit best = MeaningFit.None;
        foreach (int[] phrase in phrases)
        {
            MeaningFit fit = Fit(header, phrase, own);
            best = fit.Score > best.Score ? fit : best;
        }

        return best;
    }

    private MeaningFit Fit(HeaderMeaning header, int[] phrase, IReadOnlySet<int> own)
    {
        double all = 0, had = 0, missing = 0;
        foreach (int concept in phrase)
        {
            double weight = weights.Of(concept, own);
            double near = likeness.Nearest(concept, header.Concepts);
            missing = Math.Max(missing, weight * (1 - near));
            all += weight;
            had += weight * (near < 0.3 && own.Contains(concept) ? Understood : near);
        }

        double said = 0, meant = 0, unexplained = 0;
        foreach (WordMeaning word in header.Words)
        {
            (double weight, double share) = Explain(word, phrase, own);
            said += weight;
            meant += weight * share;
            unexplained = Math.Max(unexplained, Gravity(word, phrase, own));
        }

        double recall = all > 0 ? had / all : 0;
        double precision = said > 0 ? meant / said : 0;
        double score = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        return new MeaningFit(score, precision, recall, unexplained, missing, header.Subject is null ? 0 : Gravity(header.Subject, phrase, own));
    }

    /// <summary>The weight of a word in the meaning that fits best, and how much of it the saying has.</summary>
    private (double Weight, double Share) Explain(WordMeaning word, int[] phrase, IReadOnlySet<int> own)
    {
        (double Weight, double Share) best = (ConceptWeights.Unknown, word.Meanings.Length == 0 ? 0 : -1);
        foreach (int[] meaning in word.Meanings)
        {
            double all = 0, had = 0;
            foreach (int concept in meaning)
            {
                double weight = weights.Of(concept, own);
                all += weight;
                had += weight * Math.Max(likeness.Nearest(concept, phrase), own.Contains(concept) ? Explained : 0);
            }

            if (had / all > best.Share + 1e-9)
            {
                best = (all, had / all);
            }
        }

        return best;
    }

    private double Gravity(WordMeaning word, int[] phrase, IReadOnlySet<int> own)
    {
        if (word.Meanings.Length == 0)
        {
            return ConceptWeights.Unknown;
        }

        double nearest = word.Meanings.Max(m => m.Min(c => likeness.Nearest(c, phrase)));
        return word.Meanings[0].Sum(c => weights.Of(c, own)) * (1 - nearest);
    }
}
