using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace DentalMigration.Loading.Sampling;

/// <summary>
/// Chooses among patients: first one for every stratum, the rarest first; then some more of each, so that a rare one is not judged by a
/// single case; the rest as the kinds of patients are spread in the practice. What decides between equals is a hash of seed and key, so
/// neither the order of the files nor that of the pipeline matters.
/// </summary>
internal static class SampleChooser
{
    public static HashSet<string> Choose(IEnumerable<(string Key, SampleTraits Traits)> patients, int count, int seed)
    {
        (string Key, SampleTraits Traits)[] ordered = [.. patients
            .Select(p => (p.Key, p.Traits, Order: Order(seed, p.Key)))
            .OrderBy(p => p.Order, StringComparer.Ordinal).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => (p.Key, p.Traits))];
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        SampleTraits[] strata = [.. Single().Select(t => (Trait: t, Count: ordered.Count(p => (p.Traits & t) != 0)))
            .Where(s => s.Count > 0).OrderBy(s => s.Count).ThenBy(s => s.Trait).Select(s => s.Trait)];
        Cover(ordered, strata, count, chosen);
        Deepen(ordered, strata, count, chosen);
        Fill(ordered, count, chosen);
        return chosen;
    }

    /// <summary>The strata, each by itself.</summary>
    public static IEnumerable<SampleTraits> Single() =>
        Enum.GetValues<SampleTraits>().Where(t => BitOperations.IsPow2((int)t));

    /// <summary>For each stratum that nobody chosen is in, the patient who is in most of those left.</summary>
    private static void Cover((string Key, SampleTraits Traits)[] ordered, SampleTraits[] strata, int count, HashSet<string> chosen)
    {
        SampleTraits left = strata.Aggregate(SampleTraits.None, (all, one) => all | one);
        foreach (SampleTraits stratum in strata.Where(s => chosen.Count < count && (left & s) != 0))
        {
            if ((left & stratum) != 0 && chosen.Count < count)
            {
                (string key, SampleTraits traits) = ordered.Where(p => (p.Traits & stratum) != 0).MaxBy(p => BitOperations.PopCount((uint)(p.Traits & left)));
                chosen.Add(key);
                left &= ~traits;
            }
        }
    }

    /// <summary>At most half of the sample goes to the strata in equal parts.</summary>
    private static void Deepen((string Key, SampleTraits Traits)[] ordered, SampleTraits[] strata, int count, HashSet<string> chosen)
    {
        int share = count / Math.Max(1, 2 * strata.Length);
        foreach (SampleTraits stratum in strata)
        {
            int have = ordered.Count(p => (p.Traits & stratum) != 0 && chosen.Contains(p.Key));
            foreach ((string key, _) in ordered.Where(p => (p.Traits & stratum) != 0))
            {
                if (have >= share || chosen.Count >= count)
                {
                    break;
                }

                have += chosen.Add(key) ? 1 : 0;
            }
        }
    }

    private static void Fill((string Key, SampleTraits Traits)[] ordered, int count, HashSet<string> chosen)
    {
        int room = count - chosen.Count;
        int rest = ordered.Length - chosen.Count;
        foreach (IGrouping<SampleTraits, string> cell in ordered
            .Where(p => !chosen.Contains(p.Key)).ToLookup(p => p.Traits & SampleTraits.Kind, p => p.Key).OrderBy(c => c.Key))
        {
            foreach (string key in cell.Take((int)((long)cell.Count() * room / Math.Max(1, rest))))
            {
                chosen.Add(key);
            }
        }

        foreach ((string key, _) in ordered)
        {
            if (chosen.Count >= count)
            {
                break;
            }

            chosen.Add(key);
        }
    }

    private static string Order(int seed, string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{key}")).AsSpan(0, 8));
}
