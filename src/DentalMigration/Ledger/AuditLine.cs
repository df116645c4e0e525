using System.Text.Json;
using System.Text.Json.Serialization;

namespace DentalMigration.Ledger;

/// <summary>An entry with its place in the log.</summary>
/// <param name="Sequence">From 1.</param>
/// <param name="At">UTC, ISO 8601.</param>
/// <param name="Body">The act, as the JSON text that is hashed.</param>
/// <param name="Previous">Hash of the entry before, in lower-case hexadecimal; empty for the first.</param>
/// <param name="Hash">SHA-256 of the hash before, the stamp and the body: what the next entry rests on.</param>
public sealed record AuditLine(long Sequence, string At, string Body, string Previous, string Hash)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private AuditEntry? _entry;

    /// <summary>The act.</summary>
    public AuditEntry Entry => _entry ??= JsonSerializer.Deserialize<AuditEntry>(Body, Json)!;

    internal static string Write(AuditEntry entry) => JsonSerializer.Serialize(entry, Json);
}
