using System.Text.RegularExpressions;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Proposing;

/// <summary>Takes a header apart into its words: at spaces and signs, between letters and digits, and where a small letter meets a capital.</summary>
internal static partial class HeaderWords
{
    /// <summary>The words, folded; <c>"Patient #"</c> → <c>patient, no</c>; <c>"HmPhone"</c> → <c>hm, phone</c>.</summary>
    public static IReadOnlyList<string> Of(string header)
    {
        string text = Right(header).Replace("#", " no ", StringComparison.Ordinal).Replace("%", " percent ", StringComparison.Ordinal);
        return [.. Word().Matches(Hump().Replace(text, " ")).Select(m => HeaderFold.Fold(m.Value)).Where(w => w.Length > 0)];
    }

    /// <summary>True where words begin with capitals instead of standing apart.</summary>
    public static bool IsCamel(string header) => Hump().IsMatch(Right(header));

    /// <summary>The header in one word, for comparison.</summary>
    public static string Fold(string header) => HeaderFold.Fold(Right(header));

    /// <summary>The header with letters put right that an earlier conversion turned into others.</summary>
    private static string Right(string header) =>
        LetterRepair.Utf8AsLatin.IsSuspect(header) ? LetterRepair.Utf8AsLatin.Apply(header) : LetterRepair.TurkishAsLatin.Apply(header);

    [GeneratedRegex(@"(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})")]
    private static partial Regex Hump();

    [GeneratedRegex(@"\p{L}+|\d+")]
    private static partial Regex Word();
}
