using System.Text.RegularExpressions;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// A whole name in its parts: <c>Last, First Middle</c>, or given names before the surname, which is the last word (<c>Ayşe Nur Çelik</c>).
/// Titles before the name and credentials after it are no part of it.
/// </summary>
internal readonly partial record struct PersonName(string First, string Last)
{
    private static readonly char[] Space = [' ', '\t', '\u00a0'];

    /// <summary>The parts of a whole name; a single word is a surname.</summary>
    public static PersonName Parse(string name)
    {
        string[] sides = [.. name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(s => !Credential().IsMatch(s))];
        if (sides.Length > 1)
        {
            return new PersonName(string.Join(' ', Words(sides[1])), string.Join(' ', Words(sides[0])));
        }

        string[] words = Words(sides.Length == 1 ? sides[0] : name);
        return new PersonName(string.Join(' ', words[..^1]), words[^1]);
    }

    /// <summary>The words of the name without titles before and credentials after them; the name itself where nothing else is left.</summary>
    private static string[] Words(string text)
    {
        var words = text.Split(Space, StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 1 && Title().IsMatch(words[0]))
        {
            words.RemoveAt(0);
        }

        while (words.Count > 1 && Credential().IsMatch(words[^1]))
        {
            words.RemoveAt(words.Count - 1);
        }

        return words.Count == 0 ? [text] : [.. words];
    }

    [GeneratedRegex(@"^(?:prof|doç|doc|yrd|öğr|üyesi|uzm|op|dr|dt|dişhek|hekim|mr|mrs|ms|miss|sn)\.?(?:dr|dt)?\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"^(?:dds|dmd|bds|d\.d\.s|d\.m\.d|m\.d|phd|ph\.d|fagd|magd|rdh|msd)\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Credential();
}
