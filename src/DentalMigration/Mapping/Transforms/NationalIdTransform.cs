using DentalMigration.Mapping.Rows;
using DentalMigration.Profiling.Values;

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

    public IReadOnlyList<TransformParameter> Parameters { get; } = [
        new("country", "Whose numbers they are.", "TR", ["TR", "US"]),
        new("invalid", "What becomes of a number whose check digits are wrong.", "", ["keep", "blank"]),
    ];

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (TransformText.First(row, column) is not (string field, string text))
        {
            return null;
        }

        string digits = TransformText.Digits(text);
        if (IsPlaceholder(digits))
        {
            row.Find("NationalIdPlaceholder", field, "The number is a placeholder, not a person's; the column stayed empty.");
            return null;
        }

        bool american = column.Parameter("country", "TR") == "US";
        bool clean = text.All(c => char.IsAsciiDigit(c) || c is '-' or ' ');
        if (clean && (american ? IsSocialSecurityNumber(digits) : NationalId.IsValid(digits)))
        {
            return american ? $"{digits[..3]}-{digits[3..5]}-{digits[5..]}" : digits;
        }

        bool blank = column.Parameter("invalid", column.OnFault == FaultPolicy.Blank ? "blank" : "keep") == "blank";
        row.Find("NationalIdInvalid", field, blank
            ? "The number cannot be right, so the column stayed empty. Correct it with the patient."
            : "The number cannot be right; it was kept as written. Correct it with the patient.");
        return blank ? null : text;
    }

    /// <summary>True for one or two digits repeated, or a run up from 1.</summary>
    private static bool IsPlaceholder(string digits) =>
        digits.Length >= 9 && (NationalId.IsPlaceholder(digits) || digits.StartsWith("123456789", StringComparison.Ordinal));

    private static bool IsSocialSecurityNumber(string digits) => digits.Length == 9
        && digits[..3] is not ("000" or "666") && digits[0] != '9' && digits[3..5] != "00" && digits[5..] != "0000";
}
