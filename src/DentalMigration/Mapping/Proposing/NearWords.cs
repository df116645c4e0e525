using System.Collections.Concurrent;

namespace DentalMigration.Mapping.Proposing;

/// <summary>Finds the word that an unknown one is short for, or misspells: <c>respons</c>, <c>ptnt</c>, <c>proceedure</c>.</summary>
internal sealed class NearWords(Vocabulary vocabulary)
{
    private readonly ConcurrentDictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>The meanings of the nearest word; empty where none is near.</summary>
    public int[][] Find(string word)
    {
        string near = _found.GetOrAdd(word, Search);
        return near.Length == 0 ? [] : vocabulary.Find(near);
    }

    private string Search(string word)
    {
        IEnumerable<string> known = vocabulary.Words;
        string? near = null;
        if (word.Length >= 4)
        {
            near = known.Where(w => w.Length > word.Length && w.StartsWith(word, StringComparison.Ordinal)).MinBy(w => (w.Length, w))
                ?? known.Where(w => w.Length >= 5 && w.Length < word.Length && w.Length >= word.Length - 2 && word.StartsWith(w, StringComparison.Ordinal)).MaxBy(w => w.Length);
        }

        if (near is null && word.Length >= 6)
        {
            near = known.Where(w => w.Length >= 6 && IsOneOff(w, word)).Min();
        }

        if (near is null && word.Length is >= 3 and <= 7 && Skeleton(word) == word)
        {
            near = known.Where(w => w.Length >= 5 && w.Length > word.Length && Skeleton(w) == word).MinBy(w => (w.Length, w));
        }

        return near ?? string.Empty;
    }

    /// <summary>The word without the vowels after its first letter.</summary>
    private static string Skeleton(string word) => word[0] + string.Concat(word[1..].Where(c => !"aeiou".Contains(c, StringComparison.Ordinal)));

    /// <summary>True where one letter more, less or another makes one word the other.</summary>
    private static bool IsOneOff(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }

        int start = a.AsSpan().CommonPrefixLength(b);
        int rest = Math.Max(a.Length, b.Length) - start - 1;
        return rest < 0 || a.AsSpan()[Math.Min(a.Length, a.Length - rest)..].SequenceEqual(b.AsSpan()[Math.Min(b.Length, b.Length - rest)..]);
    }
}
