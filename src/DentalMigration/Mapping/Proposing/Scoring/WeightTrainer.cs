namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>
/// Finds the weights under which labelled headers are most probable: multinomial logistic regression over the fields of each header's object
/// and "none", with AdaGrad on the whole set and a little shrinkage. Deterministic.
/// </summary>
internal static class WeightTrainer
{
    private const int Rounds = 40;
    private const double Step = 0.5;
    private const double Shrinkage = 0.002;
    private const double Negligible = 1e-4;

    /// <summary>
    /// What a known spelling counts is set, not found: wherever the weights are trained, the header's own spelling is hidden from the memory.
    /// </summary>
    private const double KnownSpelling = 5;
    private const double KnownElsewhere = 0.8;
    private const double KnownAsOther = -1.5;

    /// <summary>Trains.</summary>
    /// <param name="cases">Each case with the index of the right field (-1: none of them) and how much it counts.</param>
    public static MatchWeights Train(IReadOnlyList<(MatchCase Case, int Right, double Weight)> cases)
    {
        double[] fields = new double[Enum.GetValues<Feature>().Length];
        double[] none = new double[Enum.GetValues<NoneFeature>().Length];
        fields[(int)Feature.Meaning] = 4;
        (double[] fieldSteps, double[] noneSteps) = (new double[fields.Length], new double[none.Length]);
        double total = cases.Sum(c => c.Weight);
        for (int round = 0; round < Rounds; round++)
        {
            Fix(fields);
            (double[] fieldSlopes, double[] noneSlopes) = Slopes(new MatchWeights(fields, none), cases);
            Move(fields, fieldSlopes, fieldSteps, total);
            Move(none, noneSlopes, noneSteps, total);
        }

        Fix(fields);
        return new MatchWeights(fields, none);
    }

    private static void Fix(double[] fields)
    {
        fields[(int)Feature.KnownSpelling] = KnownSpelling;
        fields[(int)Feature.KnownElsewhere] = KnownElsewhere;
        fields[(int)Feature.KnownAsOther] = KnownAsOther;
    }

    private static (double[] Fields, double[] None) Slopes(MatchWeights weights, IReadOnlyList<(MatchCase Case, int Right, double Weight)> cases)
    {
        (double[] fields, double[] none) = (new double[weights.Fields.Length], new double[weights.None.Length]);
        foreach ((MatchCase match, int right, double weight) in cases)
        {
            double[] shares = Odds.ToShares(weights.Odds(match));
            for (int i = 0; i < shares.Length; i++)
            {
                bool isNone = i == match.Features.Length;
                double surplus = weight * (shares[i] - (i == (right < 0 ? match.Features.Length : right) ? 1 : 0));
                if (Math.Abs(surplus) < Negligible)
                {
                    continue;
                }

                double[] features = isNone ? match.None : match.Features[i];
                double[] slopes = isNone ? none : fields;
                for (int f = 0; f < features.Length; f++)
                {
                    slopes[f] += surplus * features[f];
                }
            }
        }

        return (fields, none);
    }

    private static void Move(double[] weights, double[] slopes, double[] steps, double total)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            double slope = (slopes[i] / total) + (Shrinkage * weights[i]);
            steps[i] += slope * slope;
            weights[i] -= Step * slope / Math.Sqrt(steps[i] + 1e-6);
        }
    }
}
