using System.Text.RegularExpressions;

namespace DentalMigration.Sources.Reading;

/// <summary>
/// Recognises codes that a spreadsheet has turned into something else: <c>1-7</c> into <c>07.Oca</c> or <c>07.01.2026</c>, a national id
/// into <c>1,23E+10</c>, the ZIP <c>02134</c> into <c>2134</c>. What was there before cannot be known, so such a code is refused rather than
/// repaired.
/// </summary>
internal static partial class CodeText
{
    /// <summary>True where the text is the mark a spreadsheet leaves on a code.</summary>
    public static bool IsDamaged(string text)
    {
        if (text.Length is < 5 or > 19)
        {
            return false;
        }

        // A code that begins with a letter can only have become a month and a day.
        if (char.IsLetter(text[0]) && text[3] is not ('.' or ' ' or '-'))
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c) && c is not '.')
            {
                return Damage().IsMatch(text);
            }
        }

        return text.Length is 8 or 9 or 10 && text.Contains('.', StringComparison.Ordinal) && Damage().IsMatch(text);
    }

    /// <summary>True where the text is nothing but digits and hyphens, and of fewer digits than its field can have.</summary>
    /// <param name="text">The code.</param>
    /// <param name="lengths">How many digits the field's codes can have; null where that is open.</param>
    public static bool HasLostZeros(string text, IReadOnlyList<int>? lengths)
    {
        if (lengths is null)
        {
            return false;
        }

        int digits = 0;
        foreach (char c in text)
        {
            if (c != '-' && !char.IsAsciiDigit(c))
            {
                return false;
            }

            digits += c == '-' ? 0 : 1;
        }

        return digits < lengths.Max() && !lengths.Contains(digits);
    }

    [GeneratedRegex(
        @"^(\d{1,2}[./-]\d{1,2}[./-]\d{4}( 0{1,2}:00(:00)?)?"
        + @"|\d{4}-\d{2}-\d{2} 00:00:00"
        + @"|\d{1,2}[. -](Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara|Jan|Feb|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
        + @"|(Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara|Jan|Feb|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[. -]\d{1,2}"
        + @"|\d([.,]\d+)?[Ee]\+\d+)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Damage();
}
