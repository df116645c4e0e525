using DentalMigration.Mapping.Rows;
using DentalMigration.Profiling.Values;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// A business's tax number. A Turkish one has ten digits with a check digit, or is the owner's national id; an American EIN has nine digits.
/// One that cannot be right is reported and kept.
/// </summary>
internal sealed class TaxNumberTransform : ITransform
{
    public string Name => "taxnumber";

    public string Description => "A tax number of 'country' TR (check digit) or US (form); a wrong one is reported and kept.";

    public TransformYield Yields => TransformYield.Text;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [new("country", "Whose numbers they are.", "TR", ["TR", "US"])];

    public object? Apply(RowContext row, ColumnMap column)
    {
        if (TransformText.First(row, column) is not (string field, string text))
        {
            return null;
        }

        string digits = TransformText.Digits(text);
        bool american = column.Parameter("country", "TR") == "US";
        bool clean = text.All(c => char.IsAsciiDigit(c) || c is '-' or ' ');
        if (clean && (american ? digits.Length == 9 : IsTurkish(digits) || NationalId.IsValid(digits)))
        {
            return american ? $"{digits[..2]}-{digits[2..]}" : digits;
        }

        row.Find("TaxNumberInvalid", field, "The tax number cannot be right; it was kept as written. Correct it in the source.");
        return text;
    }

    private static bool IsTurkish(string digits)
    {
        if (digits.Length != 10)
        {
            return false;
        }

        int sum = 0;
        for (int i = 0; i < 9; i++)
        {
            int value = (digits[i] - '0' + 9 - i) % 10;
            int weighed = value * (1 << (9 - i)) % 9;
            sum += value > 0 && weighed == 0 ? 9 : weighed;
        }

        return (10 - (sum % 10)) % 10 == digits[9] - '0';
    }
}
