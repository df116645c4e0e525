using System.Text;
using System.Text.Json;
using DentalMigration.Systems;

namespace DentalMigration.Reports.Workflows;

/// <summary>
/// What the words of definitions mean, in the languages seen: <c>workflow-words.json</c>. A word is matched where a word of the text begins
/// with it, after folding, since Turkish says at a word's end what English says with another word.
/// </summary>
internal sealed record WorkflowWords(
    IReadOnlyList<KindWords> Kinds,
    IReadOnlyList<TopicWords> Topics,
    IReadOnlyList<UnitWords> Units,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> Manual,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Changed,
    IReadOnlyList<ActionWords> Actions)
{
    /// <summary>Words so short that others begin with them count only whole, or with one ending.</summary>
    private const int Short = 3;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The words that ship.</summary>
    public static WorkflowWords Load()
    {
        using Stream stream = typeof(WorkflowWords).Assembly.GetManifestResourceStream("Workflows/workflow-words.json")!;
        return JsonSerializer.Deserialize<WorkflowWords>(stream, Json)!;
    }

    /// <summary>A text's words, folded; numbers are words of their own: <c>6-aylık</c> is <c>6</c> and <c>aylik</c>.</summary>
    public static string[] Split(string? text)
    {
        var spaced = new StringBuilder();
        char last = ' ';
        foreach (char c in text ?? string.Empty)
        {
            bool isWord = char.IsLetterOrDigit(c);
            if (!isWord || char.IsAsciiDigit(c) != char.IsAsciiDigit(last))
            {
                spaced.Append(' ');
            }

            spaced.Append(isWord ? c : ' ');
            last = c;
        }

        return [.. spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(HeaderFold.Fold).Where(w => w.Length > 0)];
    }

    /// <summary>Where the first of some words or phrases stands in a text; -1 where none does.</summary>
    public static int Find(string[] text, IEnumerable<string> words)
    {
        int first = -1;
        foreach (string[] phrase in words.Select(w => w.Split(' ')))
        {
            for (int i = 0; i + phrase.Length <= text.Length; i++)
            {
                if (phrase.Index().All(p => Matches(text[i + p.Index], p.Item)) && (first < 0 || i < first))
                {
                    first = i;
                }
            }
        }

        return first;
    }

    /// <summary>True where any of some words or phrases stands in a text.</summary>
    public static bool Has(string[] text, IEnumerable<string> words) => Find(text, words) >= 0;

    private static bool Matches(string word, string start) =>
        word == start || (word.StartsWith(start, StringComparison.Ordinal) && (start.Length > Short || word.Length <= start.Length + Short));
}

/// <summary>Words of a kind of definition.</summary>
internal sealed record KindWords(string Kind, IReadOnlyList<string> Words);

/// <summary>Words of what a definition is about.</summary>
/// <param name="Name">What that is called: <c>appointments</c>.</param>
/// <param name="Words">The words.</param>
/// <param name="Object">The object it is.</param>
/// <param name="Dates">Fields whose date it goes by, the best first.</param>
/// <param name="Also">Fields that are looked at too.</param>
/// <param name="Yearly">True where the day comes back each year.</param>
/// <param name="HoldsDue">True where the date is when something is due, so that no time is added to it.</param>
internal sealed record TopicWords(
    string Name, IReadOnlyList<string> Words, string Object, IReadOnlyList<string> Dates, IReadOnlyList<string> Also, bool Yearly = false, bool HoldsDue = false);

/// <summary>Words of a unit of time, as Power Automate names it.</summary>
internal sealed record UnitWords(string Unit, IReadOnlyList<string> Words);

/// <summary>Words of what a definition does, and the building block for it.</summary>
/// <param name="Words">The words.</param>
/// <param name="Block">The block's name.</param>
/// <param name="Connector">Its connector.</param>
/// <param name="How">How it is filled; <c>{patient}</c> and <c>{ledger}</c> are tables, <c>{email}</c> a column.</param>
/// <param name="Consent">True where it writes to the patient, who must have agreed.</param>
internal sealed record ActionWords(IReadOnlyList<string> Words, string Block, string Connector, string How, bool Consent = false);
