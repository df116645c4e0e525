using System.Buffers;
using System.Globalization;

namespace DentalMigration.Reports.Writing;

/// <summary>A value as a cell of a CSV file that a spreadsheet cannot take for a formula.</summary>
internal static class CsvCell
{
    private static readonly SearchValues<char> ToQuote = SearchValues.Create(",;\t\"\r\n");

    public static string Of(object? value)
    {
        string text = ReportValue.Text(value);
        if (!ReportValue.IsNumber(value) && IsFormula(text))
        {
            text = "'" + text;
        }

        bool quotes = text.AsSpan().ContainsAny(ToQuote) || (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])));
        return quotes ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>Spreadsheets run what starts so, white space or not; a plain number is none the less a number.</summary>
    private static bool IsFormula(string text)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart();
        return start.Length > 0
            && start[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'
            && !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }
}
