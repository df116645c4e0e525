using System.Text.Encodings.Web;
using System.Text.Json;

namespace DentalMigration.Mapping.Attachments;

/// <summary>The file that goes with a row.</summary>
/// <param name="Reference">Where the source keeps it.</param>
/// <param name="Name">The name it has in Dataverse.</param>
/// <param name="MimeType">Its MIME type.</param>
/// <param name="Length">Size in bytes; null where the source does not say before it is read.</param>
/// <param name="Modified">When it was last changed; null where the source does not say.</param>
public sealed record RowFile(string Reference, string Name, string MimeType, long? Length, DateTimeOffset? Modified)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file as the body of its step.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The file from its step's body.</summary>
    public static RowFile Parse(string json) => JsonSerializer.Deserialize<RowFile>(json, Json)!;
}
