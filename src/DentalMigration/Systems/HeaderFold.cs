using System.Globalization;
using System.Text;

namespace DentalMigration.Systems;

/// <summary>
/// Brings names to one spelling for comparison: lower case, Turkish letters to their ASCII base, everything but letters and digits
/// dropped. Never by the process culture: <c>İ I ı i</c> all become <c>i</c>.
/// </summary>
public static class HeaderFold
{
    /// <summary><c>"Doğum Tarihi"</c> → <c>"dogumtarihi"</c>.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            char lower = c is 'ı' or 'I' ? 'i' : char.ToLowerInvariant(c);
            if (char.IsLetterOrDigit(lower))
            {
                folded.Append(lower);
            }
        }

        return folded.ToString();
    }
}
