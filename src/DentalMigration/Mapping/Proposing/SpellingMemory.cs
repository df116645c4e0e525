using DentalMigration.Systems;

namespace DentalMigration.Mapping.Proposing;

/// <summary>Spellings of headers that are known to mean a field: those of the catalogs, and those decided on in earlier practices.</summary>
internal sealed class SpellingMemory
{
    private readonly Dictionary<(string Object, string Header), Dictionary<string, int>> _inObject = [];
    private readonly Dictionary<string, Dictionary<string, int>> _anywhere = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Object, string Field), List<HashSet<int>>> _shapes = [];

    /// <param name="spellings">Object, header and field of each.</param>
    public SpellingMemory(IEnumerable<(string Object, string Header, string Field)> spellings)
    {
        foreach ((string o, string header, string field) in spellings.Select(s => (s.Object, Header: HeaderWords.Fold(s.Header), s.Field)))
        {
            Count(_inObject, (o, header), field);
            if (Count(_anywhere, header, field) == 1 || _inObject[(o, header)][field] == 1)
            {
                (_shapes.TryGetValue((o, field), out List<HashSet<int>>? shapes) ? shapes : _shapes[(o, field)] = []).Add(Trigrams(header));
            }
        }
    }

    /// <summary>The spellings of all systems that ship with a catalog.</summary>
    public static IEnumerable<(string Object, string Header, string Field)> Shipped() => SystemFile.Systems.Select(SystemCatalog.Load).SelectMany(Of);

    /// <summary>The spellings of one catalog.</summary>
    public static IEnumerable<(string Object, string Header, string Field)> Of(SystemCatalog catalog) =>
        from o in catalog.Objects
        from field in o.Fields
        from header in field.Headers
        select (o.Name, header, field.Name);

    /// <summary>The share of the spelling's uses in that object that mean the field; null where the object has no such spelling.</summary>
    public double? InObject(string objectName, string folded, string field) => Share(_inObject.GetValueOrDefault((objectName, folded)), field);

    /// <summary>The same over all objects.</summary>
    public double? Anywhere(string folded, string field) => Share(_anywhere.GetValueOrDefault(folded), field);

    /// <summary>How alike the letters are to the field's most similar spelling, 0 to 1.</summary>
    public double Resemblance(string objectName, HashSet<int> trigrams, string field)
    {
        double best = 0;
        foreach (HashSet<int> known in _shapes.GetValueOrDefault((objectName, field)) ?? [])
        {
            int common = known.Count(trigrams.Contains);
            best = Math.Max(best, common / (double)(known.Count + trigrams.Count - common));
        }

        return best;
    }

    /// <summary>The runs of three letters of a folded header, with its ends.</summary>
    public static HashSet<int> Trigrams(string folded)
    {
        string text = $"^{folded}$";
        var runs = new HashSet<int>();
        for (int i = 0; i + 2 < text.Length; i++)
        {
            runs.Add((text[i] << 20) ^ (text[i + 1] << 10) ^ text[i + 2]);
        }

        return runs;
    }

    private static double? Share(Dictionary<string, int>? uses, string field) =>
        uses is null ? null : uses.GetValueOrDefault(field) / (double)uses.Values.Sum();

    private static int Count<TKey>(Dictionary<TKey, Dictionary<string, int>> counts, TKey key, string field)
        where TKey : notnull
    {
        if (!counts.TryGetValue(key, out Dictionary<string, int>? fields))
        {
            counts.Add(key, fields = new Dictionary<string, int>(StringComparer.Ordinal));
        }

        return fields[field] = fields.GetValueOrDefault(field) + 1;
    }
}
