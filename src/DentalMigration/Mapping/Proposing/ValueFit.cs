using System.Text.RegularExpressions;

namespace DentalMigration.Mapping.Proposing;

/// <summary>
/// How well values fit a kind: 1 where they prove it (check digits, a date), 0 where they say nothing, -1 where they contradict it. Special
/// kinds before general ones, so that a date is no document number.
/// </summary>
internal static partial class ValueFit
{
    /// <summary>So many values tell as much as all.</summary>
    public const int Enough = 200;

    /// <summary>The mean over some values; 0 where there are none.</summary>
    public static double Of(ValueKind kind, IReadOnlyList<ValueLook> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Count; i++)
        {
            sum += Of(kind, values[i]);
        }

        return values.Count == 0 ? 0 : sum / values.Count;
    }

    private static double Of(ValueKind kind, ValueLook v) =>
        v.Text.Length == 0 ? 0
        : v.IsGuid ? kind == ValueKind.Code ? 0.1 : -0.9
        : Moment(kind, v) ?? Number(kind, v) ?? Identity(kind, v) ?? ClinicalFit.Of(kind, v) ?? Words(kind, v);

    private static double? Moment(ValueKind kind, ValueLook v) => kind switch
    {
        ValueKind.Date => v.IsDate ? 1 : v.IsDateTime ? 0.6 : v.IsDigits && v.Text.Length is 5 or 6 or 8 ? -0.1 : -1,
        ValueKind.DateTime => v.IsDateTime ? 1 : v.IsDate ? 0.7 : v.IsTime ? -0.3 : -1,
        ValueKind.Time => v.IsTime ? 1 : v.IsDateTime ? 0.1 : v.IsDigits && v.Text.Length is 3 or 4 ? 0 : -1,
        _ when !v.IsDate && !v.IsDateTime && !v.IsTime => null,
        ValueKind.Text or ValueKind.Any => -0.6,
        ValueKind.DocNo or ValueKind.Code or ValueKind.ProcCode => -0.8,
        _ => -1,
    };

    private static double? Number(ValueKind kind, ValueLook v) => kind switch
    {
        ValueKind.Money => v.IsMoney ? 1 : v.IsInteger && v.Text.Length < 7 ? 0.3 : -1,
        ValueKind.Decimal => v.IsMoney || v.IsInteger || Fraction().IsMatch(v.Text) ? 0.6 : -1,
        ValueKind.Percent when !Percent().IsMatch(v.Text) => -1,
        ValueKind.Percent => v.Text.Contains('%', StringComparison.Ordinal) ? 1 : v.Number is >= 0 and <= 100 ? 0.5 : 0.2,
        ValueKind.Integer => v.IsInteger && v.Text.Length < 7 ? 0.5 : -1,
        ValueKind.Minutes => v.Number is > 0 and <= 240 && v.Number % 5 == 0 ? 0.9 : v.IsInteger && v.Text.Length < 4 ? 0.2 : -0.9,
        _ => null,
    };

    private static double? Identity(ValueKind kind, ValueLook v) => kind switch
    {
        ValueKind.Email => v.IsEmail ? 1 : -1,
        ValueKind.Url => Web().IsMatch(v.Lower) ? 1 : -1,
        _ when v.IsEmail => kind is ValueKind.Text or ValueKind.Any or ValueKind.User ? -0.3 : -1,
        ValueKind.Phone => v.IsPhone ? 1 : -1,
        ValueKind.NationalId => v.IsNationalId || Social().IsMatch(v.Text) ? 1 : v.IsDigits && v.Text.Length is 9 or 11 ? 0.6 : -0.9,
        ValueKind.Npi => IsNpi(v.Text) ? 1 : v.IsDigits && v.Text.Length == 10 ? 0.2 : -1,
        ValueKind.TaxNo => (v.IsDigits && v.Text.Length is 9 or 10) || Employer().IsMatch(v.Text) ? 0.8 : v.IsDigits ? 0 : -0.8,
        _ => v.IsNationalId ? -0.8 : null,
    };

    private static double Words(ValueKind kind, ValueLook v) => kind switch
    {
        _ when v.IsMoney && !v.IsInteger => kind is ValueKind.Code or ValueKind.Person or ValueKind.FirstName or ValueKind.LastName
            or ValueKind.Status or ValueKind.Company or ValueKind.Name or ValueKind.Address or ValueKind.City ? -0.9 : -0.4,
        _ when v.IsPhone && !v.IsDigits => -0.8,
        ValueKind.Code => v.IsDigits ? 0.5 : CodeLike().IsMatch(v.Text) ? 0.6 : Capitals().IsMatch(v.Text) ? -0.1 : v.IsWords && v.Words >= 2 ? -0.8 : -0.4,
        ValueKind.DocNo => v.Text.Any(char.IsDigit) && v.Words <= 2 ? 0.5 : v.IsWords && v.Words >= 2 ? -0.7 : -0.3,
        ValueKind.Person => v.IsName && v.Words is >= 2 and <= 5 && v.Text.Length < 40 ? 0.9 : v.IsName && v.Words == 1 && v.Text.Length < 25 ? 0.1 : -0.9,
        ValueKind.FirstName or ValueKind.LastName => !v.IsName ? -0.9 : v.Words == 1 && v.Text.Length is > 1 and < 20 ? 0.6 : v.Words <= 2 ? 0.2 : -0.9,
        ValueKind.Company or ValueKind.Name => v.Letters > 2 ? 0.4 : -0.7,
        ValueKind.User => v.Letters > 1 ? 0.3 : -0.1,
        ValueKind.PersonTitle => Title().IsMatch(v.Lower) ? 0.8 : v.IsWords && v.Text.Length < 15 ? -0.2 : -0.9,
        ValueKind.Address => v.Words >= 2 && v.Letters > 3 ? 0.6 : -0.5,
        ValueKind.City => v.IsName && v.Words <= 2 ? 0.4 : v.IsInteger ? -0.3 : -0.7,
        ValueKind.State => State().IsMatch(v.Text) ? 0.8 : v.IsWords ? 0.1 : -0.5,
        ValueKind.Status => v.IsWords && v.Words <= 3 ? 0.4 : v.Text.Length <= 2 ? 0.1 : -0.6,
        ValueKind.Currency => Money().IsMatch(v.Text) ? 0.9 : -0.4,
        ValueKind.Content => v.Text.Length > 40 && v.Words == 1 ? 0.5 : -0.6,
        ValueKind.Text => v.IsDigits ? -0.25 : v.Letters > 2 ? 0.3 : -0.1,
        _ => 0,
    };

    /// <summary>A US National Provider Identifier: ten digits whose Luhn sum with the prefix 80840 is a multiple of ten.</summary>
    private static bool IsNpi(string text)
    {
        if (text.Length != 10 || text[0] is not ('1' or '2') || !text.All(char.IsAsciiDigit))
        {
            return false;
        }

        const int Prefix = 24; // Luhn sum of 80840
        int sum = Prefix;
        for (int i = 0; i < 10; i++)
        {
            int digit = (text[9 - i] - '0') * (i % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex(@"^\d+[.,]\d+$")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^%?\s*\d{1,3}([.,]\d+)?\s*%?$")]
    private static partial Regex Percent();

    [GeneratedRegex(@"^(https?://|www\.)|\.(com|net|org|tr)(/|$)")]
    private static partial Regex Web();

    [GeneratedRegex(@"^\d{3}-\d{2}-\d{4}$")]
    private static partial Regex Social();

    [GeneratedRegex(@"^\d{2}-\d{7}$")]
    private static partial Regex Employer();

    [GeneratedRegex(@"^(?=\S*\d)[A-Za-z0-9][A-Za-z0-9/_-]*$")]
    private static partial Regex CodeLike();

    [GeneratedRegex(@"^[A-Z]{2,5}$")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"^[A-Z]{2}$")]
    private static partial Regex State();

    [GeneratedRegex(@"^(TL|TRY|YTL|USD|EUR|EURO|GBP|₺|\$|€|£)$")]
    private static partial Regex Money();

    [GeneratedRegex(@"^(mr|mrs|ms|dr|dt|prof|uzm|bay|bayan|sayın|doç|herr|frau)[\w. ]*$")]
    private static partial Regex Title();
}
