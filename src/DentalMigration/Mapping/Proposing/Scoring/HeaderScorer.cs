namespace DentalMigration.Mapping.Proposing.Scoring;

/// <summary>Judges labelled headers. The headers of one system and object are judged together, as those of one file.</summary>
internal static class HeaderScorer
{
    /// <summary>The verdicts, given the evidence and the weights.</summary>
    public static IReadOnlyList<HeaderVerdict> Judge(IReadOnlyList<LabelledHeader> labels, IReadOnlyList<MatchCase> cases, Func<int, MatchWeights> weights)
    {
        var verdicts = new HeaderVerdict[labels.Count];
        foreach (IGrouping<(string, string), int> file in Enumerable.Range(0, labels.Count).GroupBy(i => (labels[i].System, labels[i].Object)))
        {
            int[] members = [.. file];
            double[][] shares = HeaderCompany.Judge([.. members.Select(i => weights(i).Odds(cases[i]))]);
            for (int m = 0; m < members.Length; m++)
            {
                verdicts[members[m]] = Verdict(labels[members[m]], cases[members[m]], shares[m]);
            }
        }

        return verdicts;
    }

    /// <summary>The index of the right field; -1 where it is none of them.</summary>
    public static int Right(LabelledHeader label, MatchCase match)
    {
        for (int i = 0; i < match.Fields.Count; i++)
        {
            if (match.Fields[i].Field == label.Field)
            {
                return i;
            }
        }

        return -1;
    }

    private static HeaderVerdict Verdict(LabelledHeader label, MatchCase match, double[] shares)
    {
        int best = Array.IndexOf(shares, shares.Max());
        int right = Right(label, match);
        int rank = right < 0 ? 0 : 1 + shares.Take(shares.Length - 1).Count(s => s > shares[right]);
        return new HeaderVerdict(label, best < match.Fields.Count ? match.Fields[best].Field : LabelledHeader.Unmapped, shares[best], rank);
    }
}
