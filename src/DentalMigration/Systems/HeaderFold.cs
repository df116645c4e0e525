using System.Globalization;
using System.Text;

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
        var folded = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c == '#')
            {
                folded.Append("no");
                continue;
            }

            int accented = c - FirstAccented;
            char letter = (uint)accented < (uint)Folded.Length ? Folded[accented] : char.ToLowerInvariant(c);
            if (char.IsLetterOrDigit(letter) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(letter);
            }
        }

        return folded.ToString();
    }
}
