using DentalMigration.Systems;

namespace DentalMigration.Profiling.Checks;

/// <summary>What the words and signs of a currency column stand for.</summary>
internal static class CurrencyWords
{
    /// <summary>The ISO code of a word or sign; the word itself, in capitals, where the catalog does not know it.</summary>
    public static string Code(SystemCatalog catalog, string word)
    {
        foreach ((string known, string code) in catalog.CurrencyCodes ?? new Dictionary<string, string>())
        {
            if (known == word || (HeaderFold.Fold(known) is { Length: > 0 } folded && folded == HeaderFold.Fold(word)))
            {
                return code;
            }
        }

        return word.ToUpperInvariant();
    }
}
