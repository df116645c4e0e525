using System.Globalization;

namespace DentalMigration.Sources.Reading;

/// <summary>A raw cell as trimmed text, whatever it holds, and never by the process culture.</summary>
internal static class CellText
{
    private const double LargestExact = 1e15;

    /// <summary>The text, or null when the cell is empty.</summary>
    public static string? Of(object? cell) => cell switch
    {
        null => null,
        string text => Trim(text),
        double number => OfNumber(number),
        DateTime moment => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Trims white space; null where nothing is left. Gives the same instance back where there is nothing to trim.</summary>
    public static string? Trim(string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }

    /// <summary>True where a character stands in the text that no practice typed: NUL and its kin, or the mark of a lost letter.</summary>
    public static bool HasInvalidCharacters(string text)
    {
        ReadOnlySpan<char> rest = text;
        for (int at = rest.IndexOfAnyInRange('\0', '\u001f'); at >= 0; at = rest.IndexOfAnyInRange('\0', '\u001f'))
        {
            if (rest[at] is not ('\t' or '\n' or '\r'))
            {
                return true;
            }

            rest = rest[(at + 1)..];
        }

        return text.Contains('\ufffd', StringComparison.Ordinal);
    }

    private static string OfNumber(double number) => number == Math.Truncate(number) && Math.Abs(number) < LargestExact
        ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);
}
