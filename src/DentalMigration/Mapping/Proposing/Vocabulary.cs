namespace DentalMigration.Mapping.Proposing;

/// <summary>
/// What the words of headers mean. A meaning is a set of concepts: <c>dob</c> is birth and date; a word can have several meanings, of which
/// a field's description chooses.
/// </summary>
internal sealed class Vocabulary
{
    private const int LongestWord = 16;
    private const double DearestSplit = 4.2;

    /// <summary>Turkish and English endings that change no meaning, the longest first.</summary>
    private static readonly string[] Endings =
        ["lari", "leri", "larin", "lerin", "sinin", "sini", "nin", "nun", "ler", "lar", "si", "su", "in", "un", "yi", "yu", "ni", "nu", "i", "u", "a", "e", "n", "s", "es"];

    private readonly Dictionary<string, int> _concepts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[][]> _words = new(StringComparer.Ordinal);
    private readonly HashSet<int> _letters = [];
    private readonly HashSet<string> _compounds = new(StringComparer.Ordinal);

    public Vocabulary()
    {
        foreach (string line in LexiconFile.Lines("words.txt"))
        {
            (string concept, string[] words) = LexiconFile.Split(line);
            int id = Concept(concept);
            foreach (string word in words.Prepend(concept))
            {
                _words[word] = [.. Meanings(word).Where(m => m[0] != id), [id]];
            }
        }

        foreach (string line in LexiconFile.Lines("compounds.txt"))
        {
            (string word, string[] concepts) = LexiconFile.Split(line);
            _compounds.Add(word);
            _words[word] = [[.. concepts.Select(Concept)], .. Meanings(word)];
        }
    }

    /// <summary>The words in it.</summary>
    public IReadOnlyCollection<string> Words => _words.Keys;

    /// <summary>The concept of that name.</summary>
    public int Concept(string name)
    {
        lock (_concepts)
        {
            if (!_concepts.TryGetValue(name, out int id))
            {
                _concepts.Add(name, id = _concepts.Count);
            }

            return id;
        }
    }

    /// <summary>The concept of that name, or null where no word stands for it.</summary>
    public int? FindConcept(string name)
    {
        lock (_concepts)
        {
            return _concepts.TryGetValue(name, out int id) ? id : null;
        }
    }

    /// <summary>True for a single letter nobody knows the meaning of.</summary>
    public bool IsLetter(int concept)
    {
        lock (_concepts)
        {
            return _letters.Contains(concept);
        }
    }

    /// <summary>The concept of a single letter.</summary>
    public int Letter(string letter)
    {
        lock (_concepts)
        {
            int concept = Concept("~" + letter);
            _letters.Add(concept);
            return concept;
        }
    }

    /// <summary>True where the word stands for several concepts at once.</summary>
    public bool IsCompound(string word) => _compounds.Contains(word);

    /// <summary>True for a word exactly as it stands in it.</summary>
    public bool Has(string word) => _words.ContainsKey(word);

    /// <summary>The meanings of a word, with or without an ending; empty where it is not known.</summary>
    public int[][] Find(string word)
    {
        if (_words.TryGetValue(word, out int[][]? found))
        {
            return found;
        }

        foreach (string ending in Endings)
        {
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal) && _words.TryGetValue(word[..^ending.Length], out found))
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>A run of letters as known words, <c>dogumtarihi</c> → <c>dogum, tarihi</c>; empty where that cannot be. Few long words before many short ones.</summary>
    public IReadOnlyList<string> Split(string run)
    {
        var best = new (double Cost, int From)?[run.Length + 1];
        best[0] = (0, 0);
        for (int end = 2; end <= run.Length; end++)
        {
            for (int from = Math.Max(0, end - LongestWord); from <= end - 2; from++)
            {
                if (best[from] is { } before && Find(run[from..end]).Length > 0)
                {
                    double cost = before.Cost + 1 + (end - from) switch { 2 => 0.9, 3 => 0.35, 4 => 0.1, _ => 0 };
                    best[end] = best[end] is { } other && other.Cost <= cost ? other : (cost, from);
                }
            }
        }

        var words = new List<string>();
        for (int end = run.Length; end > 0 && best[run.Length] is { Cost: <= DearestSplit }; end = best[end]!.Value.From)
        {
            words.Insert(0, run[best[end]!.Value.From..end]);
        }

        return words;
    }

    private int[][] Meanings(string word) => _words.GetValueOrDefault(word) ?? [];
}
