using System.Globalization;
using System.Text.Json;
using DentalMigration.Mapping.Transforms;

namespace DentalMigration.Verification.Comparing;

/// <summary>
/// A value as one text, the same for all spellings that mean the same: <c>1250</c> and <c>1250.00</c>, a bind and its id, a moment in any
/// zone, markup in any spelling. Null where the cell is blank.
/// </summary>
internal static class CanonicalValue
{
    /// <summary>The text of a property as it is sent or read.</summary>
    public static string? Of(JsonElement? value, ColumnKind kind) => value is not { } v ? null : v.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Number => Number(v),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => Parties(v),
        JsonValueKind.String => Of(v.GetString()!, kind),
        _ => v.GetRawText(),
    };

    /// <summary>The text of a value that is text already, such as a step's.</summary>
    public static string? Of(string text, ColumnKind kind) => text.Length == 0 ? null : kind switch
    {
        ColumnKind.Lookup => Id(text),
        ColumnKind.Moment => Moment(text),
        ColumnKind.Day => text.Length > 10 ? text[..10] : text,
        _ => Text(text),
    };

    /// <summary>The id in <c>/contacts(id)</c>, or the id itself.</summary>
    public static string Id(string text)
    {
        int open = text.LastIndexOf('(');
        ReadOnlySpan<char> id = open >= 0 && text[^1] == ')' ? text.AsSpan(open + 1, text.Length - open - 2) : text;
        return Guid.TryParse(id, out Guid guid) ? guid.ToString("D") : text;
    }

    private static string Number(JsonElement value) => value.TryGetDecimal(out decimal number)
        ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
        : value.GetRawText();

    private static string Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : text;

    private static string? Text(string text)
    {
        string shown = HtmlText.IsHtml(text) ? HtmlMeaning.Of(text) : text.ReplaceLineEndings("\n").TrimEnd();
        return shown.Length == 0 ? null : shown;
    }

    private static string? Parties(JsonElement list)
    {
        var parties = new List<string>();
        foreach (JsonElement party in list.EnumerateArray())
        {
            if (PartyList.Read(party) is { } one)
            {
                parties.Add(one.ToString());
            }
        }

        parties.Sort(StringComparer.Ordinal);
        return parties.Count == 0 ? null : string.Join(',', parties);
    }
}
