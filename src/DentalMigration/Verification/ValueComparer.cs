using System.Globalization;
using System.Text.Json;
using DentalMigration.Mapping.Transforms;
using DentalMigration.Verification.Comparing;

namespace DentalMigration.Verification;

/// <summary>Compares what was sent with what Dataverse gives back, by meaning: <c>1250</c> is <c>1250.00</c>, a bind is its id.</summary>
public static class ValueComparer
{
    /// <summary>True where both mean the same. A missing value and null are one.</summary>
    /// <param name="sent">The property as it was, or would be, written.</param>
    /// <param name="read">The property as it was read.</param>
    public static bool Same(JsonElement? sent, JsonElement? read)
    {
        JsonElement? a = Filled(sent);
        JsonElement? b = Filled(read);
        if (a is null || b is null)
        {
            return a is null && b is null;
        }

        return (a.Value.ValueKind, b.Value.ValueKind) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => a.Value.GetDecimal() == b.Value.GetDecimal(),
            (JsonValueKind.String, JsonValueKind.String) => SameText(a.Value.GetString()!, b.Value.GetString()!),
            _ => a.Value.ToString() == b.Value.ToString(),
        };
    }

    private static JsonElement? Filled(JsonElement? value) =>
        value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } v && !(v.ValueKind == JsonValueKind.String && v.GetString()!.Length == 0)
            ? v
            : null;

    private static bool SameText(string sent, string read)
    {
        if (sent == read)
        {
            return true;
        }

        if (sent.StartsWith('/') && sent.EndsWith(')') && sent.LastIndexOf('(') is var open and > 0)
        {
            return Guid.TryParse(sent.AsSpan(open + 1, sent.Length - open - 2), out Guid id) && Guid.TryParse(read, out Guid other) && id == other;
        }

        return (Moment(sent) is { } a && Moment(read) is { } b && a == b) || Lines(sent) == Lines(read);
    }

    internal static DateTimeOffset? Moment(ReadOnlySpan<char> text) =>
        text.Length >= 10 && text[4] == '-'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment : null;

    internal static string Lines(string text) => HtmlText.IsHtml(text) ? HtmlMeaning.Of(text) : text.ReplaceLineEndings("\n").TrimEnd();
}
