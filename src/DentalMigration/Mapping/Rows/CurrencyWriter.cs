using System.Text.Json;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// The currency a row's amounts are in, by the word or sign in one of its fields; the map's own where the field is empty. A currency the map
/// does not list holds the row, since its amounts would be counted in the wrong one.
/// </summary>
internal sealed class CurrencyWriter : ColumnWriter
{
    private readonly string _field;
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    public CurrencyWriter(string field, SystemCatalog catalog)
    {
        _field = field;
        foreach ((string word, string code) in catalog.CurrencyCodes ?? new Dictionary<string, string>())
        {
            _codes[Fold(word)] = code;
        }
    }

    public override string Property => "transactioncurrencyid@odata.bind";

    public override string ReadName => "_transactioncurrencyid_value";

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        string code = row.Read(_field, FaultPolicy.Reject) is string word ? _codes.GetValueOrDefault(Fold(word), word.ToUpperInvariant()) : row.Shared.Map.Currency;
        if (!row.Shared.Currencies.TryGetValue(code, out Guid currency))
        {
            row.Hold("CurrencyUnknown", _field, "The amounts are in a currency the map does not list. Add it to the map's currencies with its rate, and run again.");
        }
        else
        {
            json.WriteString(Property, $"/transactioncurrencies({currency:D})");
        }
    }

    /// <summary>Words by their letters; a sign such as <c>₺</c> has none and stays.</summary>
    private static string Fold(string word) => HeaderFold.Fold(word) is { Length: > 0 } folded ? folded : word.Trim();
}
