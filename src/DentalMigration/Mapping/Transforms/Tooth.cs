using System.Globalization;

namespace DentalMigration.Mapping.Transforms;

/// <summary>How a tooth is numbered.</summary>
internal enum ToothNotation
{
    /// <summary>Two digits, quadrant and place: 11 to 48, of primary teeth 51 to 85 (ISO 3950).</summary>
    Fdi,

    /// <summary>1 to 32, of primary teeth A to T (United States).</summary>
    Universal,

    /// <summary>Quadrant and place: UR6, of primary teeth URE.</summary>
    Palmer,
}

/// <summary>Tooth numbers of the three notations as FDI numbers, and the regions that stand in the same column.</summary>
internal static class Tooth
{
    /// <summary>The FDI numbers of the Universal teeth 1 to 32.</summary>
    private static readonly int[] Permanent =
    [
        18, 17, 16, 15, 14, 13, 12, 11, 21, 22, 23, 24, 25, 26, 27, 28,
        38, 37, 36, 35, 34, 33, 32, 31, 41, 42, 43, 44, 45, 46, 47, 48,
    ];

    /// <summary>The FDI numbers of the Universal teeth A to T.</summary>
    private static readonly int[] Primary = [55, 54, 53, 52, 51, 61, 62, 63, 64, 65, 75, 74, 73, 72, 71, 81, 82, 83, 84, 85];

    private static readonly string[] Quadrants = ["UR", "UL", "LL", "LR"];

    private static readonly Dictionary<string, string> Regions = new(StringComparer.Ordinal)
    {
        ["10"] = "Upper right", ["20"] = "Upper left", ["30"] = "Lower left", ["40"] = "Lower right",
        ["50"] = "Upper right, primary", ["60"] = "Upper left, primary", ["70"] = "Lower left, primary", ["80"] = "Lower right, primary",
        ["1020"] = "Upper jaw", ["3040"] = "Lower jaw", ["1234"] = "Whole mouth",
        ["5060"] = "Upper jaw, primary", ["7080"] = "Lower jaw, primary", ["5678"] = "Whole mouth, primary",
        ["ur"] = "Upper right", ["ul"] = "Upper left", ["ll"] = "Lower left", ["lr"] = "Lower right",
        ["sagust"] = "Upper right", ["solust"] = "Upper left", ["solalt"] = "Lower left", ["sagalt"] = "Lower right",
        ["ua"] = "Upper jaw", ["la"] = "Lower jaw", ["fm"] = "Whole mouth",
        ["ust"] = "Upper jaw", ["alt"] = "Lower jaw", ["tum"] = "Whole mouth",
        ["ustcene"] = "Upper jaw", ["altcene"] = "Lower jaw", ["tumcene"] = "Whole mouth", ["tumagiz"] = "Whole mouth",
        ["upper"] = "Upper jaw", ["lower"] = "Lower jaw", ["upperarch"] = "Upper jaw", ["lowerarch"] = "Lower jaw",
        ["fullmouth"] = "Whole mouth", ["wholemouth"] = "Whole mouth",
    };

    /// <summary>The notation of that name, in whatever case; null when there is none.</summary>
    public static ToothNotation? Notation(string name) => name.ToUpperInvariant() switch
    {
        "FDI" => ToothNotation.Fdi,
        "UNIVERSAL" => ToothNotation.Universal,
        "PALMER" => ToothNotation.Palmer,
        _ => null,
    };

    /// <summary>The notation's name as it is written.</summary>
    public static string Name(ToothNotation notation) => notation == ToothNotation.Fdi ? "FDI" : notation.ToString();

    /// <summary>The FDI number of one tooth, or null where the text is none in that notation.</summary>
    public static int? ToFdi(string text, ToothNotation notation) => notation switch
    {
        ToothNotation.Fdi => FromFdi(text),
        ToothNotation.Universal => FromUniversal(text),
        _ => FromPalmer(text),
    };

    /// <summary>The Universal name of an FDI number: <c>18</c> → <c>1</c>, <c>55</c> → <c>A</c>.</summary>
    public static string ToUniversal(int fdi) => fdi > 50
        ? ((char)('A' + Array.IndexOf(Primary, fdi))).ToString()
        : (Array.IndexOf(Permanent, fdi) + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The region a text names, or null. Where a text is both, such as a Universal 10, it is the tooth.</summary>
    public static string? Region(string text, ToothNotation notation) =>
        ToFdi(text, notation) is null ? Regions.GetValueOrDefault(Systems.HeaderFold.Fold(text)) : null;

    private static int? FromFdi(string text) => Number(text) is { } number && IsFdi(number) ? number : null;

    private static bool IsFdi(int number) => (number / 10, number % 10) is (>= 1 and <= 4, >= 1 and <= 8) or (>= 5 and <= 8, >= 1 and <= 5);

    private static int? FromUniversal(string text) => Number(text) switch
    {
        >= 1 and <= 32 and var number => Permanent[number - 1],
        null when text.Length == 1 && char.ToUpperInvariant(text[0]) is >= 'A' and <= 'T' and var letter => Primary[letter - 'A'],
        _ => null,
    };

    private static int? FromPalmer(string text)
    {
        int quadrant = text.Length == 3 ? Array.IndexOf(Quadrants, text[..2].ToUpperInvariant()) + 1 : 0;
        return (quadrant, char.ToUpperInvariant(text[^1])) switch
        {
            (0, _) => null,
            (_, >= '1' and <= '8' and var place) => (quadrant * 10) + place - '0',
            (_, >= 'A' and <= 'E' and var place) => ((quadrant + 4) * 10) + place - 'A' + 1,
            _ => null,
        };
    }

    private static int? Number(string text) =>
        text.Length <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
