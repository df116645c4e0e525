using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// A person's number. A Turkish one is checked by its check digits (foreigners' numbers, which start with 99, have them too), an American
/// social security number by its form. Placeholders such as 11111111110, which pass the check, are left out.
/// </summary>
internal sealed class NationalIdTransform : ITransform
{
    public string Name => "nationalid";

    public string Description =>
        "A national id of 'country' TR (check digits) or US (form). A placeholder is left out; a wrong number is reported, and by 'invalid' kept (keep) or not (blank, the default where onFault is Blank).";

    public TransformYield Yields => TransformYield.Text;

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (TransformText.First(row, column) is not (string field, string text))
        {
            return null;
        }

        string digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (IsPlaceholder(digits))
        {
            row.Find("NationalIdPlaceholder", field, "The number is a placeholder, not a person's; the column stayed empty.");
            return null;
        }

        bool american = column.Parameter("country", "TR") == "US";
        bool clean = text.All(c => char.IsAsciiDigit(c) || c is '-' or ' ');
        if (clean && (american ? IsSocialSecurityNumber(digits) : IsTurkish(digits)))
        {
            return american ? $"{digits[..3]}-{digits[3..5]}-{digits[5..]}" : digits;
        }

        bool blank = column.Parameter("invalid", column.OnFault == FaultPolicy.Blank ? "blank" : "keep") == "blank";
        row.Find("NationalIdInvalid", field, blank
            ? "The number cannot be right, so the column stayed empty. Correct it with the patient."
            : "The number cannot be right; it was kept as written. Correct it with the patient.");
        return blank ? null : text;
    }

    /// <summary>True for eleven digits whose last two are the check digits of the first nine.</summary>
    internal static bool IsTurkish(string digits)
    {
        if (digits.Length != 11 || digits[0] == '0' || digits.Any(c => !char.IsAsciiDigit(c)))
        {
            return false;
        }

        int[] d = [.. digits.Select(c => c - '0')];
        int odd = d[0] + d[2] + d[4] + d[6] + d[8];
        int even = d[1] + d[3] + d[5] + d[7];
        return d[9] == ((((odd * 7) - even) % 10) + 10) % 10 && d[10] == (odd + even + d[9]) % 10;
    }

    /// <summary>True for one or two digits repeated, or a run up from 1.</summary>
    private static bool IsPlaceholder(string digits) =>
        digits.Length >= 9 && (digits.Distinct().Count() <= 2 || digits.StartsWith("123456789", StringComparison.Ordinal));

    private static bool IsSocialSecurityNumber(string digits) => digits.Length == 9
        && digits[..3] is not ("000" or "666") && digits[0] != '9' && digits[3..5] != "00" && digits[5..] != "0000";
}
