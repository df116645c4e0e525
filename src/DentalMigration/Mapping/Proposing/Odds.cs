namespace DentalMigration.Mapping.Proposing;

/// <summary>Log-odds and the shares they stand for.</summary>
internal static class Odds
{
    /// <summary>The shares, in the same order; they add up to 1.</summary>
    public static double[] ToShares(double[] odds)
    {
        double highest = odds.Max();
        double[] shares = new double[odds.Length];
        double all = 0;
        for (int i = 0; i < odds.Length; i++)
        {
            all += shares[i] = Math.Exp(odds[i] - highest);
        }

        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] /= all;
        }

        return shares;
    }
}
