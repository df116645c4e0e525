using System.Runtime.CompilerServices;
using DentalMigration.Sources;
using DentalMigration.Sources.Reading;
using DentalMigration.Systems;

namespace DentalMigration.Profiling.Values;

/// <summary>Tells what a value looks like. Decides on the characters first, so that most values are read once and never parsed.</summary>
internal sealed class ShapeReader(SystemCatalog catalog)
{
    private const int LongestCode = 24;
    private static readonly System.Buffers.SearchValues<char> InPhone = System.Buffers.SearchValues.Create("0123456789 ()+-/");

    private static readonly CatalogField Any = new("any", FieldType.Boolean, []);

    private readonly FieldWords _words = new(catalog, Any);
    private readonly IReadOnlyList<string> _currency = catalog.Currency ?? [];

    /// <summary>The shape of a value that was read by type: its type, or what its text looks like.</summary>
    public ValueShape Of(object value, ReadOnlySpan<char> text) => value switch
    {
        string => Of(text),
        DateOnly => ValueShape.Date,
        System.DateTime => ValueShape.DateTime,
        TimeOnly => ValueShape.Time,
        bool => ValueShape.Flag,
        long => ValueShape.Integer,
        decimal => ValueShape.Amount,
        _ => ValueShape.Text,
    };

    /// <summary>The shape of a trimmed text that is not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ValueShape Of(ReadOnlySpan<char> text)
    {
        if (text.Length > 40)
        {
            return text.Contains('@') && IsEmail(text) ? ValueShape.Email : ValueShape.Text;
        }

        int digits = 0;
        int letters = 0;
        int spaces = 0;
        int points = 0;
        int colons = 0;
        bool hasAt = false;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (char.IsLetter(c))
            {
                letters++;
            }
            else
            {
                spaces += c == ' ' ? 1 : 0;
                points += c is '.' or ',' ? 1 : 0;
                colons += c == ':' ? 1 : 0;
                hasAt |= c == '@';
            }
        }

        return hasAt && IsEmail(text) ? ValueShape.Email
            : digits == 0 ? OfLetters(text, letters, spaces)
            : letters == 0 ? OfDigits(text, digits, points, colons)
            : OfMixed(text, digits, letters, spaces, colons);
    }

    private ValueShape OfLetters(ReadOnlySpan<char> text, int letters, int spaces) =>
        letters == text.Length && text.Length <= 5 && _words.Flag(text.ToString()) is not null ? ValueShape.Flag
        : letters == text.Length && text.Length == 1 && ToothText.Of(text) != ToothEvidence.None ? ValueShape.Tooth
        : spaces == 0 && text.Length <= 4 && text.IndexOfAnyInRange('a', 'z') < 0 ? ValueShape.Code
        : ValueShape.Text;

    private ValueShape OfDigits(ReadOnlySpan<char> text, int digits, int points, int colons)
    {
        if (digits == text.Length)
        {
            return text.Length == 11 && NationalId.IsValid(text) ? ValueShape.NationalId
                : text.Length > 1 && text[0] == '0' ? (text.Length is 10 or 11 or 14 ? ValueShape.Phone : ValueShape.Code)
                : text.Length <= 2 && ToothText.Of(text) != ToothEvidence.None ? ValueShape.Tooth
                : text.Length <= 18 ? ValueShape.Integer
                : ValueShape.Code;
        }

        if (colons > 0)
        {
            return digits >= 8 ? ValueShape.DateTime : TimeText.TryRead(text, out _) ? ValueShape.Time : ValueShape.Code;
        }

        if (points == 1 && digits == 6 && text.Length == 7 && text[3] == '.' && text[0] is >= '4' and <= '7')
        {
            return ValueShape.Sut;
        }

        if (DateText.TrySplit(text, out _, out _) && digits >= 4)
        {
            return ValueShape.Date;
        }

        if (points == 0 && digits <= 5 && digits == text.Length - 1 && text[0] != '-' && text.IndexOf('-') is 1 or 2)
        {
            return ValueShape.Tdb;
        }

        if (digits >= 7 && points == 0 && !text.ContainsAnyExcept(InPhone) && (text[0] != '-'))
        {
            return ValueShape.Phone;
        }

        return AmountText.TryRead(text, ',', _currency, out _) || AmountText.TryRead(text, '.', _currency, out _) ? ValueShape.Amount
            : ToothText.Of(text) != ToothEvidence.None ? ValueShape.Tooth
            : ValueShape.Code;
    }

    private ValueShape OfMixed(ReadOnlySpan<char> text, int digits, int letters, int spaces, int colons)
    {
        if (letters == 1 && digits == 4 && text.Length == 5 && text[0] is 'D' or 'd')
        {
            return ValueShape.Cdt;
        }

        if (letters == 1 && digits is 2 or 3 or 4 && char.IsAsciiLetterUpper(text[0]) && text.Length >= 3 && char.IsAsciiDigit(text[1])
            && (text.Length == 3 || (text[3] == '.' && text.Length <= 6)))
        {
            return ValueShape.Icd;
        }

        if (colons > 0 && digits >= 3)
        {
            return TimeText.TryRead(text, out _) ? ValueShape.Time
                : DateText.TryRead(text, DateOrder.DayMonthYear, 2049, out _, out _) || DateText.TryRead(text, DateOrder.MonthDayYear, 2049, out _, out _)
                    ? ValueShape.DateTime
                    : ValueShape.Text;
        }

        if (digits > letters && _currency.Count > 0 && AmountText.TryRead(text, catalog.DecimalSign, _currency, out _))
        {
            return ValueShape.Amount;
        }

        return spaces == 0 && text.Length <= LongestCode ? ValueShape.Code : ValueShape.Text;
    }

    private static bool IsEmail(ReadOnlySpan<char> text)
    {
        int at = text.IndexOf('@');
        return at > 0 && text.LastIndexOf('@') == at && text[at..].LastIndexOf('.') is > 1 and var point && at + point < text.Length - 1
            && text.IndexOf(' ') < 0;
    }
}
