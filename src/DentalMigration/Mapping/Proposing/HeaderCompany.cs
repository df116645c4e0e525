namespace DentalMigration.Mapping.Proposing;

/// <summary>
/// Judges the headers of one file together: a field that one of them surely is becomes less likely for the others, since a file rarely has
/// two columns of one field.
/// </summary>
internal static class HeaderCompany
{
    private const double Jealousy = 1.5;
    private const int Rounds = 3;

    /// <summary>The shares of each header's fields, the last its being none, in the light of the others.</summary>
    /// <param name="odds">Log-odds of each header, over the same fields.</param>
    public static double[][] Judge(IReadOnlyList<double[]> odds)
    {
        double[][] shares = [.. odds.Select(Odds.ToShares)];
        double[][] logs = [.. shares.Select(s => s.Select(x => Math.Log(Math.Max(x, 1e-9))).ToArray())];
        for (int round = 0; round < Rounds && odds.Count > 1; round++)
        {
            Dictionary<int, (int Header, double Share)> owners = Owners(shares);
            shares = [.. logs.Select((log, header) => Odds.ToShares([.. log.Select((x, field) =>
                owners.TryGetValue(field, out (int Header, double Share) owner) && owner.Header != header ? x - (Jealousy * owner.Share) : x)]))];
        }

        return shares;
    }

    /// <summary>For each field that is some header's first choice, the header that is surest of it.</summary>
    private static Dictionary<int, (int Header, double Share)> Owners(double[][] shares)
    {
        var owners = new Dictionary<int, (int Header, double Share)>();
        for (int header = 0; header < shares.Length; header++)
        {
            double best = shares[header].Max();
            int field = Array.IndexOf(shares[header], best);
            if (field < shares[header].Length - 1 && (!owners.TryGetValue(field, out (int Header, double Share) owner) || best > owner.Share))
            {
                owners[field] = (header, best);
            }
        }

        return owners;
    }
}
