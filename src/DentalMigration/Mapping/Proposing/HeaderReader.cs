using System.Collections.Concurrent;

namespace DentalMigration.Mapping.Proposing;

/// <summary>Reads what headers mean.</summary>
internal sealed class HeaderReader(Vocabulary vocabulary)
{
    /// <summary>Words that say nothing about which field a column is.</summary>
    private static readonly HashSet<string> Fillers =
    [
        "of", "the", "to", "a", "an", "in", "ve", "ile", "and", "de", "la", "le", "du", "des", "for", "with", "as", "or", "how", "we", "was",
        "combined", "used", "off", "after", "bilgisi", "mi", "info", "information", "tbl", "fld", "olan", "ait", "field", "dental", "hastanin",
        "hastaya", "nin", "coding", "display", "value", "resource", "item", "attachment", "documentreference", "organization",
    ];

    /// <summary>What a column is, whatever it is about.</summary>
    private static readonly string[] Sorts =
        ["id", "number", "code", "name", "date", "datetime", "time", "type", "status", "amount", "fee", "total", "percent", "rate"];

    private readonly HashSet<int> _sorts = [.. Sorts.Select(vocabulary.Concept)];
    private readonly NearWords _near = new(vocabulary);
    private readonly ConcurrentDictionary<string, HeaderMeaning> _read = new(StringComparer.Ordinal);

    /// <summary>What a header says.</summary>
    public HeaderMeaning Read(string header) => _read.GetOrAdd(header, Parse);

    /// <summary>The concepts of a phrase that describes a field, each word in its first meaning.</summary>
    public int[] Phrase(string phrase)
    {
        var concepts = new List<int>();
        foreach (string word in HeaderWords.Of(phrase).Where(w => !Fillers.Contains(w)))
        {
            if (char.IsAsciiDigit(word[0]))
            {
                concepts.Add(Number(word));
            }
            else if (!vocabulary.IsCompound(word) && vocabulary.FindConcept(word) is { } own)
            {
                concepts.Add(own);
            }
            else
            {
                concepts.AddRange(vocabulary.Find(word).FirstOrDefault() ?? []);
            }
        }

        return [.. concepts.Distinct()];
    }

    private HeaderMeaning Parse(string header)
    {
        IReadOnlyList<string> words = HeaderWords.Of(header);
        bool isCamel = HeaderWords.IsCamel(header);
        var read = new List<WordMeaning>();
        for (int i = 0; i < words.Count; i++)
        {
            if (Joined(words, i, isCamel) is { Length: > 0 } joined)
            {
                read.Add(new WordMeaning(joined, vocabulary.Find(joined)));
                for (int taken = words[i].Length; taken < joined.Length; taken += words[i].Length)
                {
                    i++;
                }
            }
            else if (!Fillers.Contains(words[i]) || words.Count == 1 || words[i] == "de")
            {
                read.AddRange(Word(words[i], words.Count == 1));
            }
        }

        return new HeaderMeaning(read, read.Count > 1 ? read.LastOrDefault(w => !w.Meanings.Any(m => m.Length == 1 && _sorts.Contains(m[0]))) : null);
    }

    /// <summary>
    /// Two or three words that are one, as of <c>E-posta</c>. Not two known words that only begin with capitals: <c>OpID</c> is no <c>OPID</c>.
    /// </summary>
    private string Joined(IReadOnlyList<string> words, int at, bool isCamel)
    {
        for (int count = Math.Min(3, words.Count - at); count >= 2; count--)
        {
            string[] parts = [.. words.Skip(at).Take(count)];
            string joined = string.Concat(parts);
            bool isKnown = vocabulary.Has(joined) && (parts.Any(p => p.Length <= 2) || vocabulary.IsCompound(joined));
            if (isKnown && !(isCamel && joined.Length < 7 && parts.All(p => p.Length > 1 && vocabulary.Find(p).Length > 0)))
            {
                return joined;
            }
        }

        return string.Empty;
    }

    private IEnumerable<WordMeaning> Word(string word, bool isAlone)
    {
        if (char.IsAsciiDigit(word[0]))
        {
            return [new WordMeaning(word, [[Number(word)]])];
        }

        if (vocabulary.Find(word) is { Length: > 0 } known)
        {
            return [new WordMeaning(word, known)];
        }

        if (vocabulary.Split(word) is { Count: > 0 } parts)
        {
            return parts.Select(p => new WordMeaning(p, vocabulary.Find(p)));
        }

        return [new WordMeaning(word, word.Length == 1 && !isAlone ? [[vocabulary.Letter(word)]] : _near.Find(word))];
    }

    private int Number(string digits) => vocabulary.Concept("#" + digits);
}
