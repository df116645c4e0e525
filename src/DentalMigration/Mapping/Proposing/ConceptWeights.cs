namespace DentalMigration.Mapping.Proposing;

/// <summary>How much a concept tells: the fewer fields have it in their descriptions, the more. What names the object itself tells little.</summary>
internal sealed class ConceptWeights
{
    /// <summary>Of a concept no field has.</summary>
    public const double Heaviest = 2.6;

    /// <summary>Of a word that is not known.</summary>
    public const double Unknown = 1.6;

    private const double Lightest = 0.35;
    private const double OwnObject = 0.35;

    private static readonly Dictionary<string, string[]> Own = new(StringComparer.Ordinal)
    {
        ["practice"] = ["practice", "company"],
        ["claim"] = ["claim", "insurance"],
        ["ledger"] = ["ledger", "transaction"],
        ["insurance"] = ["insurance", "policy", "subscriber"],
        ["document"] = ["file", "image"],
        ["referral"] = ["referral", "provider"],
        ["treatment_plan"] = ["plan", "procedure"],
    };

    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<int, int> _fields = [];
    private readonly int _all;
    private readonly Dictionary<string, HashSet<int>> _own = new(StringComparer.Ordinal);

    public ConceptWeights(Vocabulary vocabulary, IReadOnlyCollection<FieldDescription> fields)
    {
        _vocabulary = vocabulary;
        _all = fields.Count;
        foreach (FieldDescription field in fields)
        {
            foreach (int concept in field.Phrases.SelectMany(p => p).Distinct())
            {
                _fields[concept] = _fields.GetValueOrDefault(concept) + 1;
            }
        }
    }

    /// <summary>The concepts that name an object.</summary>
    public IReadOnlySet<int> OwnOf(string objectName)
    {
        lock (_own)
        {
            if (!_own.TryGetValue(objectName, out HashSet<int>? own))
            {
                string[] names = Own.GetValueOrDefault(objectName) ?? [objectName];
                own = [.. names.Select(_vocabulary.FindConcept).OfType<int>()];
                _own.Add(objectName, own);
            }

            return own;
        }
    }

    /// <summary>A concept's weight.</summary>
    /// <param name="concept">The concept.</param>
    /// <param name="own">Those that name the object at hand.</param>
    public double Of(int concept, IReadOnlySet<int> own)
    {
        double weight = _vocabulary.IsLetter(concept)
            ? 0.3
            : Math.Clamp((0.42 * Math.Log(_all / (_fields.GetValueOrDefault(concept) + 1.0))) + 0.1, Lightest, Heaviest);
        return own.Contains(concept) ? weight * OwnObject : weight;
    }
}
