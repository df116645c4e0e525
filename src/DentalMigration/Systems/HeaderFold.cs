using System.Globalization;

namespace DentalMigration.Systems;

/// <summary>
/// Brings names to one spelling for comparison: lower case, Turkish and other accented Latin letters to their ASCII base, everything but
/// letters and digits dropped, save the number sign, which says <c>no</c>: <c>Patient #</c> is another column than <c>Patient</c>. Never by the
/// process culture, and without its tables, which a container may lack: <c>İ I ı i</c> all become <c>i</c>.
/// </summary>
public static class HeaderFold
{
    private const char FirstAccented = '\u00c0';

    /// <summary>What becomes of the letters from U+00C0 to U+017F.</summary>
    private const string Folded =
        "aaaaaaæceeeeiiiiðnooooo×øuuuuyþßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþy"
        + "aaaaaaccccccccddđđeeeeeeeeeegggggggghhħħiiiiiiiiiiĳĳjjkkĸllllllŀ"
        + "ŀłłnnnnnnŉŋŋooooooœœrrrrrrssssssssttttŧŧuuuuuuuuuuuuwwyyyzzzzzzſ";

    /// <summary><c>"Doğum Tarihi"</c> → <c>"dogumtarihi"</c>.</summary>
    public static string Fold(string text)
    {
        const int Short = 256;
        Span<char> folded = text.Length * 2 <= Short ? stackalloc char[Short] : new char[text.Length * 2];
        int length = 0;
        foreach (char c in text)
        {
            if (c == '#')
            {
                folded[length++] = 'n';
                folded[length++] = 'o';
                continue;
            }

            int accented = c - FirstAccented;
            char letter = (uint)accented < (uint)Folded.Length ? Folded[accented] : char.ToLowerInvariant(c);
            if (char.IsAscii(letter) && char.IsAscii(c) ? char.IsAsciiLetterOrDigit(letter) : char.IsLetterOrDigit(letter) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded[length++] = letter;
            }
        }

        return text.AsSpan().SequenceEqual(folded[..length]) ? text : new string(folded[..length]);
    }
}
