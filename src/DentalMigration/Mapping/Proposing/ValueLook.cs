using System.Globalization;
using System.Text.RegularExpressions;
using DentalMigration.Profiling.Values;

namespace DentalMigration.Mapping.Proposing;

/// <summary>What a value looks like, whatever it means.</summary>
internal sealed partial class ValueLook
{
    public ValueLook(string value)
    {
        Text = value.Trim();
        Lower = Text.ToLowerInvariant();
        IsDigits = Text.Length > 0 && Text.All(char.IsAsciiDigit);
        Letters = Text.Count(char.IsLetter);
        Words = Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        IsDateTime = DateAndTime().IsMatch(Text);
        IsDate = !IsDateTime && Date().IsMatch(Text);
        IsTime = Time().IsMatch(Text);
        IsInteger = Integer().IsMatch(Text);
        IsMoney = !IsDate && Money().IsMatch(Text);
        IsEmail = Email().IsMatch(Text);
        IsNationalId = NationalId.IsValid(Text);
        int digits = Text.Count(char.IsAsciiDigit);
        IsPhone = digits is >= 10 and <= 14 && !IsDate && !IsDateTime && Phone().IsMatch(Text);
        IsGuid = Guid.TryParseExact(Text, "D", out _);
    }

    public string Text { get; }

    /// <summary>The text in small letters, by no culture.</summary>
    public string Lower { get; }

    public bool IsDigits { get; }

    public int Letters { get; }

    public int Words { get; }

    /// <summary>True where there are letters and no digits.</summary>
    public bool IsWords => Letters > 0 && !Text.Any(char.IsDigit);

    /// <summary>True where it could be a name.</summary>
    public bool IsName => IsWords && Text.AsSpan().IndexOfAny("@/\\:;") < 0;

    public bool IsDate { get; }

    public bool IsDateTime { get; }

    public bool IsTime { get; }

    public bool IsInteger { get; }

    /// <summary>True where it has the marks of an amount: a fraction of two places, thousands, a currency.</summary>
    public bool IsMoney { get; }

    public bool IsEmail { get; }

    public bool IsNationalId { get; }

    public bool IsPhone { get; }

    public bool IsGuid { get; }

    /// <summary>The number where it is a whole one of at most nine digits; else -1.</summary>
    public int Number => IsInteger && Text.Length <= 9 ? int.Parse(Text, CultureInfo.InvariantCulture) : -1;

    [GeneratedRegex(@"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$|^(19|20)\d{6}$")]
    private static partial Regex Date();

    [GeneratedRegex(@"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[ T]\d{1,2}:\d{2}")]
    private static partial Regex DateAndTime();

    [GeneratedRegex(@"^\d{1,2}:\d{2}(:\d{2})?( ?[AaPp]\.?[Mm]\.?)?$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^-?\d+$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[($₺€£-]*\s*-?\d{1,3}([.,]\d{3})*([.,]\d{1,2})\)?\s*(₺|TL|TRY|USD|EUR|\$|€)?$|^[$₺€£]\s*\d+|^-?\d+[.,]\d{2}$")]
    private static partial Regex Money();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex(@"^[+()\d\s./-]+( ?(x|ext|dahili).*)?$")]
    private static partial Regex Phone();
}
