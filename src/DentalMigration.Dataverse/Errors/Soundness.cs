using System.Text.Json;
using System.Text.Unicode;

namespace DentalMigration.Dataverse;

/// <summary>Whether an answer came as it was sent: a broken proxy or connection can cut a body short, or fill it with rubbish, and leave its status.</summary>
internal static class Soundness
{
    /// <summary>Whether a body that calls itself JSON is; other bodies are taken as they are.</summary>
    public static bool Of(DataverseResponse response) =>
        !IsJson(response.ContentType) || (response.Body.IsEmpty ? response.Status is not (200 or 201) : Utf8.IsValid(response.Body.Span) && response.IsJson);

    /// <summary>Whether a part's headers hold no rubbish.</summary>
    public static bool Of(Dictionary<string, string> headers) => headers.All(h => IsText(h.Key) && IsText(h.Value));

    /// <summary>Whether a part's body is what its headers say.</summary>
    public static bool Of(Dictionary<string, string> headers, ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> text = body.Trim(" \r\n\t"u8);
        bool isJson = IsJson(headers.GetValueOrDefault("Content-Type")) || text.StartsWith("{"u8);
        return !isJson || IsJson(text);
    }

    private static bool IsJson(string? contentType) => contentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsText(string text) => !text.Any(c => char.IsControl(c) || c == '\uFFFD');

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            return false;
        }
        try
        {
            Utf8JsonReader reader = new(body);
            while (reader.Read())
            {
                // Only whether it can be read counts.
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
