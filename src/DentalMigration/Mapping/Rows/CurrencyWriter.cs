using System.Text.Json;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Rows;

/// <summary>
/// The currency a row's amounts are in, by the word or sign in one of its fields; the map's own where the field is empty. A currency the map
/// does not list holds the row, since its amounts would be counted in the wrong one.
/// </summary>
internal sealed class CurrencyWriter(string field, SystemCatalog catalog) : ColumnWriter
{
    private readonly CurrencyWords _words = new(catalog);

    public override string Property => "transactioncurrencyid@odata.bind";

    public override string ReadName => "_transactioncurrencyid_value";

    public override void Write(RowContext row, Utf8JsonWriter json)
    {
        string code = row.Read(field, FaultPolicy.Reject) is string word ? _words.Code(word) : row.Shared.Map.Currency;
        if (!row.Shared.Currencies.TryGetValue(code, out Guid currency))
        {
            row.Hold("CurrencyUnknown", field, "The amounts are in a currency the map does not list. Add it to the map's currencies with its rate, and run again.");
        }
        else
        {
            WriteBind(json, "transactioncurrencies", currency);
        }
    }
}
