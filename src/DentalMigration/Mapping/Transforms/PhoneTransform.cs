using System.Globalization;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// One telephone number of a cell that may hold several, tidied: Turkish numbers as <c>+90 532 555 01 23</c>, whatever way they were
/// typed; others as written. <c>part</c> says which number of the cell, from 1.
/// </summary>
internal sealed class PhoneTransform : ITransform
{
    public string Name => "phone";

    public string Description => "Number 'part' (1) of the cell, Turkish numbers in one spelling.";

    public object? Apply(RowContext row, ColumnMap column)
    {
        int part = int.Parse(column.With?.GetValueOrDefault("part") ?? "1", CultureInfo.InvariantCulture);
        foreach (string field in column.From)
        {
            if (row.Read(field, column.OnFault) is string cell)
            {
                string[] numbers = cell.Split(['/', ';', ',', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                return part <= numbers.Length ? Tidy(numbers[part - 1]) : null;
            }
        }

        return null;
    }

    private static string Tidy(string number)
    {
        string digits = string.Concat(number.Where(char.IsAsciiDigit));
        string? national = digits.Length switch
        {
            10 when digits[0] is >= '2' and <= '5' => digits,
            11 when digits[0] == '0' => digits[1..],
            12 when digits.StartsWith("90", StringComparison.Ordinal) => digits[2..],
            14 when digits.StartsWith("0090", StringComparison.Ordinal) => digits[4..],
            _ => null,
        };
        return national is null || number.Any(char.IsLetter)
            ? number
            : $"+90 {national[..3]} {national[3..6]} {national[6..8]} {national[8..]}";
    }
}
