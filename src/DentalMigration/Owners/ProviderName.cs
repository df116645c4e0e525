using System.Text.RegularExpressions;
using DentalMigration.Systems;

namespace DentalMigration.Owners;

/// <summary>
/// Brings a provider's name to one spelling: titles and degrees off, the first name first, letters folded. <c>"Uzm. Dt. Ayşe Çelik"</c> →
/// <c>"aysecelik"</c>, <c>"Smith, Alan DDS"</c> → <c>"alansmith"</c>.
/// </summary>
public static partial class ProviderName
{
    /// <summary>The name without titles and degrees, folded.</summary>
    public static string Fold(string name)
    {
        string bare = Degrees().Replace(Titles().Replace(name, ""), "");
        int comma = bare.IndexOf(',', StringComparison.Ordinal);
        return HeaderFold.Fold(comma < 0 ? bare : Titles().Replace(bare[(comma + 1)..], "") + bare[..comma]);
    }

    [GeneratedRegex(@"^(?:\s*(?:prof|doç|doc|yrd|öğr|üyesi|uzm|dr|dt|diş|hek|hekim|dds|dmd)\b\.?\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Titles();

    [GeneratedRegex(@"(?:[,\s]+(?:d\.?\s?d\.?\s?s|d\.?\s?m\.?\s?d|m\.?\s?d|m\.?\s?s|ph\.?\s?d|m\.?\s?s\.?\s?d|b\.?\s?d\.?\s?s|fagd|magd|rdh|p\.?\s?c|llc)\b\.?)+\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Degrees();
}
