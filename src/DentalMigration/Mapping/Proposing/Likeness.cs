using System.Collections.Frozen;
using System.Globalization;

namespace DentalMigration.Mapping.Proposing;

/// <summary>How alike two concepts are: a number is nearly a code, a mobile phone somewhat a phone.</summary>
internal sealed class Likeness
{
    private readonly FrozenDictionary<(int, int), double> _pairs;

    public Likeness(Vocabulary vocabulary)
    {
        var pairs = new Dictionary<(int, int), double>();
        foreach (string line in LexiconFile.Lines("likeness.txt"))
        {
            string[] parts = line.Split(' ');
            (int a, int b) = (vocabulary.Concept(parts[0]), vocabulary.Concept(parts[1]));
            pairs[(a, b)] = pairs[(b, a)] = double.Parse(parts[2], CultureInfo.InvariantCulture);
        }

        _pairs = pairs.ToFrozenDictionary();
    }

    /// <summary>0 to 1.</summary>
    public double Of(int a, int b) => a == b ? 1 : _pairs.GetValueOrDefault((a, b));

    /// <summary>How alike a concept is to the nearest of several.</summary>
    public double Nearest(int concept, IReadOnlyList<int> others)
    {
        double best = 0;
        for (int i = 0; i < others.Count && best < 1; i++)
        {
            best = Math.Max(best, Of(concept, others[i]));
        }

        return best;
    }
}
