namespace DentalMigration.Systems;

/// <summary>What the words and signs of a system's currency columns stand for.</summary>
internal sealed class CurrencyWords
{
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    public CurrencyWords(SystemCatalog catalog)
    {
        foreach ((string word, string code) in catalog.CurrencyCodes ?? new Dictionary<string, string>())
        {
            _codes.TryAdd(Fold(word), code);
        }
    }

    /// <summary>The ISO code of a word or sign; the word itself, in capitals, where the catalog does not know it.</summary>
    public string Code(string word) => _codes.GetValueOrDefault(Fold(word)) ?? word.ToUpperInvariant();

    /// <summary>Words by their letters; a sign such as <c>₺</c> has none and stays.</summary>
    private static string Fold(string word) => HeaderFold.Fold(word) is { Length: > 0 } folded ? folded : word.Trim();
}
