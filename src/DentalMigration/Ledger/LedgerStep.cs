using System.Text.Json;

namespace DentalMigration.Ledger;

/// <summary>A second step that is not done yet.</summary>
/// <param name="Key">Source key of its record.</param>
/// <param name="Id">The row.</param>
/// <param name="Kind">Which step.</param>
/// <param name="Body">The PATCH body.</param>
/// <param name="Expected">Property → text, as the row reads back when it is done.</param>
/// <param name="Sent">True where it was sent and the answer is not known.</param>
public sealed record LedgerStep(string Key, Guid Id, string Kind, string Body, IReadOnlyDictionary<string, string> Expected, bool Sent)
{
    /// <summary>True where the row already reads as the step leaves it.</summary>
    public bool IsDoneIn(JsonElement row) => Expected.All(e =>
        row.TryGetProperty(e.Key, out JsonElement value) && string.Equals(value.ToString(), e.Value, StringComparison.OrdinalIgnoreCase));
}
