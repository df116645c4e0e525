using System.Text.Json;

namespace DentalMigration.Emulator.Requests;

/// <summary>Checks JSON before a document is made of it, whose texts would be looked at only when asked for.</summary>
internal static class JsonText
{
    /// <summary>Reads to the end; throws a <see cref="JsonException"/> at broken JSON and at strings that are no text (bad UTF-8, half a
    /// surrogate pair).</summary>
    public static void Check(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException(error.Message, error);
        }
    }
}
