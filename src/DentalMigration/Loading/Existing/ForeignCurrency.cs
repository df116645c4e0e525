using System.Text.Json;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading.Existing;

/// <summary>
/// The currency of a row that was there before: amounts written into it would be counted in the row's currency, or, where it has none, in that of the
/// user who writes.
/// </summary>
internal static class ForeignCurrency
{
    /// <summary>The property that names a row's currency.</summary>
    public const string Property = "transactioncurrencyid@odata.bind";

    /// <summary>The name it is read by.</summary>
    public const string ReadName = "_transactioncurrencyid_value";

    /// <summary>What is to be done about the currency of a row into which amounts are written.</summary>
    /// <param name="wanted">The row as its record has it.</param>
    /// <param name="current">The row as it was read.</param>
    /// <param name="mapper">The object's mapper.</param>
    /// <returns>What binds the currency where the row has none; and whether it has another.</returns>
    public static (string? Bind, bool Differs) Of(JsonElement wanted, JsonElement current, RowMapper mapper)
    {
        string ours = wanted.TryGetProperty(Property, out JsonElement given) && given.GetString() is { } bind ? bind : $"/transactioncurrencies({mapper.Currency:D})";
        return current.TryGetProperty(ReadName, out JsonElement has) && has.ValueKind == JsonValueKind.String
            ? (null, !ours.Contains(has.GetGuid().ToString("D"), StringComparison.OrdinalIgnoreCase))
            : (ours, false);
    }
}
