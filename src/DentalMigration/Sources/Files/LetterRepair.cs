using System.Buffers;
using System.Text;

namespace DentalMigration.Sources.Files;

/// <summary>Which accident of an earlier conversion a file's letters show, and so what is put right on reading.</summary>
internal enum LetterRepair
{
    /// <summary>None.</summary>
    None,

    /// <summary>Windows-1254 was read as Latin-1: <c>Doðum</c> for <c>Doğum</c>.</summary>
    TurkishAsLatin,

    /// <summary>UTF-8 was read as Windows-1252: <c>DoÄŸum</c> for <c>Doğum</c>.</summary>
    Utf8AsLatin,
}

/// <summary>Puts letters right that an earlier conversion turned into others.</summary>
internal static class LetterRepairs
{
    private const string Wrong = "ýÝðÐþÞ";
    private const string Right = "ıİğĞşŞ";

    private static readonly SearchValues<char> WrongLetters = SearchValues.Create(Wrong);

    /// <summary>What the first byte of a two- or three-byte letter looks like in Windows-1252.</summary>
    private static readonly SearchValues<char> LeadingLetters = SearchValues.Create("ÂÃÄÅâ");
    private static readonly Encoding Western = TextEncodings.Strict(1252);
    private static readonly Encoding Utf8 = new UTF8Encoding(false, true);

    /// <summary>The text with its letters put right; the same instance where there was nothing to do.</summary>
    public static string Apply(this LetterRepair repair, string text)
    {
        if (repair == LetterRepair.None || Ascii.IsValid(text))
        {
            return text;
        }

        return repair == LetterRepair.TurkishAsLatin
            ? string.Create(text.Length, text, static (span, source) =>
            {
                for (int i = 0; i < span.Length; i++)
                {
                    int at = Wrong.IndexOf(source[i], StringComparison.Ordinal);
                    span[i] = at < 0 ? source[i] : Right[at];
                }
            })
            : FromUtf8(text);
    }

    /// <summary>True where the text holds a letter of the accident.</summary>
    public static bool IsSuspect(this LetterRepair repair, string text) => repair switch
    {
        LetterRepair.TurkishAsLatin => text.AsSpan().IndexOfAny(WrongLetters) >= 0,
        LetterRepair.Utf8AsLatin => text.AsSpan().IndexOfAny("ÃÄÅ") >= 0 && !ReferenceEquals(FromUtf8(text), text),
        _ => false,
    };

    private static string FromUtf8(string text)
    {
        // Nearly every text has none of these, and an exception for each would cost more than reading the file.
        if (text.AsSpan().IndexOfAny(LeadingLetters) < 0)
        {
            return text;
        }

        try
        {
            return Utf8.GetString(Western.GetBytes(text));
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
