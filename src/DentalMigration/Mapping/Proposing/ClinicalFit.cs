using System.Text.RegularExpressions;

namespace DentalMigration.Mapping.Proposing;

/// <summary>How well a value fits the kinds of a dental record: teeth, surfaces, codes; and those of a few words.</summary>
internal static partial class ClinicalFit
{
    private static readonly HashSet<string> Flags =
        ["0", "1", "y", "n", "e", "h", "t", "f", "true", "false", "yes", "no", "evet", "hayır", "hayir", "var", "yok", "x", "✓", "aktif", "pasif", "active", "inactive", "doğru", "yanlış"];

    private static readonly HashSet<string> Sexes =
        ["m", "f", "k", "e", "w", "h", "u", "male", "female", "erkek", "kadın", "kadin", "bay", "bayan", "männlich", "weiblich"];

    private static readonly HashSet<string> Maritals =
        ["evli", "bekar", "bekâr", "married", "single", "boşanmış", "dul", "divorced", "widowed", "m", "s", "d", "w", "0", "1", "2"];

    private static readonly HashSet<string> Relations =
        ["self", "spouse", "child", "other", "dependent", "kendisi", "eş", "es", "eşi", "çocuk", "çocuğu", "18", "01", "19", "g8", "0", "1", "2"];

    private static readonly HashSet<string> Quadrants =
        ["ur", "ul", "lr", "ll", "ua", "la", "10", "20", "30", "40", "00", "01", "02", "1", "2", "3", "4"];

    private static readonly HashSet<string> Jaws =
        ["üst", "ust", "alt", "upper", "lower", "u", "l", "çift", "1", "2", "3", "max", "mand"];

    /// <summary>The fit; null where the kind is none of these.</summary>
    public static double? Of(ValueKind kind, ValueLook v) => kind switch
    {
        ValueKind.Flag => Flags.Contains(v.Lower) ? 0.8 : v.IsWords && v.Text.Length <= 12 ? -0.2 : -0.9,
        ValueKind.Gender => Sexes.Contains(v.Lower) ? 1 : v.Text is "0" or "1" or "2" ? 0.3 : -0.9,
        ValueKind.Marital => Maritals.Contains(v.Lower) ? 0.9 : -0.5,
        ValueKind.Blood => Blood().IsMatch(v.Text) ? 1 : -0.7,
        ValueKind.Relation => Relations.Contains(v.Lower) ? 0.9 : v.IsWords && v.Words <= 2 ? -0.2 : -0.7,
        ValueKind.Tooth => Tooth().IsMatch(v.Text) ? 0.8 : Primary().IsMatch(v.Text) ? 0.4 : Numbers().IsMatch(v.Text) ? -0.4 : -1,
        ValueKind.Teeth => Teeth().IsMatch(v.Text) ? 1 : Primary().IsMatch(v.Text) || Tooth().IsMatch(v.Text) ? 0.2 : -0.7,
        ValueKind.Surface => Surface().IsMatch(v.Text) ? 0.9 : v.IsWords && v.Text.Length < 15 ? 0.1 : -0.9,
        ValueKind.Quadrant => Quadrants.Contains(v.Lower) ? 0.9 : v.IsWords ? 0.1 : -0.8,
        ValueKind.Jaw => Jaws.Contains(v.Lower) ? 0.8 : v.IsWords ? 0 : -0.5,
        ValueKind.ProcCode => Procedure().IsMatch(v.Text) ? 1 : !v.IsWords && v.Text.Length <= 12 && v.Words == 1 ? 0.3 : v.Text.Length <= 6 ? 0.1 : -0.7,
        ValueKind.Icd => Icd().IsMatch(v.Text) ? 1 : -0.6,
        ValueKind.Postal => Postal().IsMatch(v.Text) ? 0.9 : -0.9,
        ValueKind.Mime => Mime().IsMatch(v.Lower) ? 1 : -0.9,
        ValueKind.FileName => HasExtension().IsMatch(v.Lower) && !HasFolder(v) ? 1 : -0.6,
        ValueKind.Path => HasFolder(v) ? 1 : HasExtension().IsMatch(v.Lower) ? 0.5 : -0.5,
        ValueKind.Interval => v.Text.Any(char.IsDigit) && v.Text.Length < 12 ? 0.7 : 0,
        ValueKind.Pattern => Pattern().IsMatch(v.Text) ? 1 : -0.7,
        _ => null,
    };

    private static bool HasFolder(ValueLook v) => v.Text.AsSpan().IndexOfAny('/', '\\') >= 0;

    [GeneratedRegex(@"^(A|B|AB|0|O)\s*(rh)?\s*\(?[+-]\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Blood();

    [GeneratedRegex(@"^([1-4][1-8]|[5-8][1-5]|[1-9]|[12]\d|3[0-2])$")]
    private static partial Regex Tooth();

    [GeneratedRegex(@"^(\d{1,2}|[A-Ta-t])$")]
    private static partial Regex Primary();

    [GeneratedRegex(@"^[\d, ;-]+$")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^[\dA-T]{1,2}([,; -]+[\dA-T]{1,2})+$")]
    private static partial Regex Teeth();

    [GeneratedRegex(@"^[MODBFLIPV]{1,5}$", RegexOptions.IgnoreCase)]
    private static partial Regex Surface();

    [GeneratedRegex(@"^D\d{4}$|^\d{3}\.\d{3}$|^\d{6}$|^\d-\d{1,2}$")]
    private static partial Regex Procedure();

    [GeneratedRegex(@"^[A-Z]\d{2}(\.\d{1,2})?$")]
    private static partial Regex Icd();

    [GeneratedRegex(@"^(\d{5}(-\d{4})?|\d{9})$")]
    private static partial Regex Postal();

    [GeneratedRegex(@"^[a-z]+/[-+.\w]+$")]
    private static partial Regex Mime();

    [GeneratedRegex(@"\.[a-z0-9]{2,4}$")]
    private static partial Regex HasExtension();

    [GeneratedRegex(@"^[X/]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
