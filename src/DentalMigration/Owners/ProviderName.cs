using System.Text.RegularExpressions;
using DentalMigration.Systems;

namespace DentalMigration.Owners;

/// <summary>Brings a provider's name to one spelling: titles off, letters folded. <c>"Uzm. Dt. Ayşe Çelik"</c> → <c>"aysecelik"</c>.</summary>
public static partial class ProviderName
{
    /// <summary>The name without titles, folded.</summary>
    public static string Fold(string name) => HeaderFold.Fold(Titles().Replace(name, ""));

    [GeneratedRegex(@"^(?:\s*(?:prof|doç|doc|yrd|öğr|üyesi|uzm|dr|dt|diş|hek|hekim|dds|dmd)\b\.?\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Titles();
}
