using System.Globalization;
using System.Text.RegularExpressions;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Mapping.Transforms;

/// <summary>
/// One telephone number of a cell that may hold several, tidied: numbers of <c>country</c> in one spelling, Turkish ones as
/// <c>+90 532 555 01 23</c>, American ones as <c>+1 (212) 555-0123 x4</c>, whatever way they were typed; others as written.
/// <c>part</c> says which number of the cell, from 1.
/// </summary>
internal sealed partial class PhoneTransform : ITransform
{
    private static readonly char[] Separators = ['/', ';', ',', '|', '\n'];

    public string Name => "phone";

    public string Description => "Number 'part' (1) of the cell, numbers of 'country' (TR or US) in one spelling.";

    public TransformYield Yields => TransformYield.Text;

    public IReadOnlyList<TransformParameter> Parameters { get; } = [
        new("part", "Which of several numbers in the field.", "1") { IsNumber = true },
        new("country", "Whose numbers they are.", "TR", ["TR", "US"]),
    ];

    public object? Apply(RowContext row, ColumnMap column)
    {
        int part = int.Parse(column.Parameter("part", "1"), CultureInfo.InvariantCulture);
        bool american = column.Parameter("country", "TR") == "US";
        for (int i = 0; i < column.From.Count; i++)
        {
            string field = column.From[i];
            if (row.Read(field, column.OnFault) is string cell)
            {
                return Part(cell, part) is { } number ? american ? American(number) : Turkish(number) : null;
            }
        }

        return null;
    }

    private static string? Part(string cell, int part)
    {
        if (cell.AsSpan().IndexOfAny(Separators) < 0)
        {
            return part == 1 && cell.Trim() is { Length: > 0 } only ? only : null;
        }

        string[] numbers = cell.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return part > numbers.Length ? null : numbers[part - 1];
    }

    private static string Turkish(string number)
    {
        string digits = TransformText.Digits(number);
        string? national = digits.Length switch
        {
            10 when digits[0] is >= '2' and <= '5' => digits,
            11 when digits[0] == '0' => digits[1..],
            12 when digits.StartsWith("90", StringComparison.Ordinal) => digits[2..],
            14 when digits.StartsWith("0090", StringComparison.Ordinal) => digits[4..],
            _ => null,
        };
        return national is null || HasLetter(number)
            ? number
            : $"+90 {national.AsSpan(0, 3)} {national.AsSpan(3, 3)} {national.AsSpan(6, 2)} {national.AsSpan(8)}";
    }

    private static string American(string number)
    {
        Match extension = Extension().Match(number);
        string main = extension.Success ? number[..extension.Index] : number;
        string digits = TransformText.Digits(main);
        string? national = digits.Length switch
        {
            10 => digits,
            11 when digits[0] == '1' => digits[1..],
            _ => null,
        };

        // Neither an area code nor an exchange begins with 0 or 1 (North American Numbering Plan).
        return national is null || HasLetter(main) || national[0] < '2' || national[3] < '2'
            ? number
            : $"+1 ({national[..3]}) {national[3..6]}-{national[6..]}{(extension.Success ? " x" + extension.Groups[1].Value : "")}";
    }

    private static bool HasLetter(string text)
    {
        foreach (char c in text)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\s*(?:x|ext\.?|extension|#)\s*([0-9]{1,6})\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
