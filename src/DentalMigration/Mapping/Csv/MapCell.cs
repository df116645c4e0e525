using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DentalMigration.Mapping.Csv;

/// <summary>
/// Writes members of a map into cells and reads them back. What a cell could not give back exactly is not written. A text that a spreadsheet
/// would take for a formula, a number or a date has an apostrophe before it.
/// </summary>
internal static partial class MapCell
{
    private const char Guard = '\'';
    private const string Between = " | ";

    /// <summary>The cell, or null where the member cannot stand in one.</summary>
    public static string? Write(JsonNode? value, CellKind kind) => (value, kind) switch
    {
        (JsonValue v, CellKind.Text) when Plain(v) is { } text => Guarded(text),
        (JsonValue v, CellKind.Number) when v.TryGetValue(out int number) => number.ToString(CultureInfo.InvariantCulture),
        (JsonValue v, CellKind.Flag) when v.TryGetValue(out bool flag) => flag ? "yes" : "no",
        (JsonValue v, CellKind.Percent) when Percent(v) is { } percent => percent,
        (JsonArray { Count: > 0 } list, CellKind.List) => Joined(list.Select(v => Part(v))),
        (JsonObject { Count: > 0 } pairs, CellKind.Texts) => Joined(pairs.Select(p => Pair(p.Key, Part(p.Value)))),
        (JsonObject { Count: > 0 } pairs, CellKind.Numbers) => Joined(pairs.Select(p => Pair(p.Key, p.Value?.ToJsonString()))),
        (JsonArray { Count: > 0 } list, CellKind.Ranking) => Joined(list.Select(Ranked)),
        _ => null,
    };

    /// <summary>The member a cell that is not empty holds.</summary>
    /// <exception cref="FormatException">The cell holds something else.</exception>
    public static JsonNode Read(string cell, CellKind kind)
    {
        string text = cell.Length > 1 && cell[0] == Guard ? cell[1..] : cell;
        switch (kind)
        {
            case CellKind.Number:
                return JsonValue.Create(int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
            case CellKind.Flag:
                return JsonValue.Create(text.ToUpperInvariant() switch
                {
                    "YES" or "TRUE" or "EVET" or "DOĞRU" or "1" => true,
                    "NO" or "FALSE" or "HAYIR" or "YANLIŞ" or "0" => false,
                    _ => throw new FormatException("yes or no"),
                });
            case CellKind.Percent:
                return Share(text);
            case CellKind.List:
                return new JsonArray([.. Parts(text).Select(p => JsonValue.Create(p))]);
            case CellKind.Texts:
                return new JsonObject(Parts(text).Select(Halves).Select(h => KeyValuePair.Create(h.Key, (JsonNode?)JsonValue.Create(h.Value))));
            case CellKind.Numbers:
                return new JsonObject(Parts(text).Select(Halves).Select(h =>
                    KeyValuePair.Create(h.Key, (JsonNode?)JsonValue.Create(int.Parse(h.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)))));
            case CellKind.Ranking:
                return new JsonArray([.. Parts(text).Select(p => p.LastIndexOf(' ') is > 0 and int space
                    ? new JsonObject { ["name"] = p[..space], ["score"] = Share(p[(space + 1)..]) }
                    : throw new FormatException("name and percent"))]);
            default:
                return JsonValue.Create(text);
        }
    }

    /// <summary>Texts a cell gives back as they were.</summary>
    private static string? Plain(JsonNode? value) =>
        value is JsonValue v && v.GetValueKind() == JsonValueKind.String && v.GetValue<string>() is { Length: > 0 } text && text.Trim() == text && !text.Any(char.IsControl) ? text : null;

    /// <summary>Texts that can stand beside others.</summary>
    private static string? Part(JsonNode? value) => Plain(value) is { } text && !text.Contains('|', StringComparison.Ordinal) ? text : null;

    private static string? Pair(string key, string? value) =>
        value is not null && Part(JsonValue.Create(key)) is { } name && !name.Contains('=', StringComparison.Ordinal) ? $"{name}={value}" : null;

    private static string? Ranked(JsonNode? value) =>
        value is JsonObject { Count: 2 } o && Part(o["name"]) is { } name && !name.Contains(' ', StringComparison.Ordinal) && o["score"] is JsonValue score && Percent(score) is { } percent
            ? $"{name} {percent}"
            : null;

    private static string? Percent(JsonValue value) =>
        value.TryGetValue(out double share) && Math.Round(share * 100) is var percent && percent / 100 == share ? percent.ToString("0", CultureInfo.InvariantCulture) : null;

    private static JsonValue Share(string text) => JsonValue.Create(int.Parse(text.TrimEnd('%', ' '), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) / 100.0);

    private static string? Joined(IEnumerable<string?> parts)
    {
        List<string?> all = [.. parts];
        return all.Contains(null) ? null : Guarded(string.Join(Between, all));
    }

    private static IEnumerable<string> Parts(string text) => text.Split('|').Select(p => p.Trim()).Where(p => p.Length > 0);

    private static KeyValuePair<string, string> Halves(string part) => part.IndexOf('=', StringComparison.Ordinal) is > 0 and int sign
        ? KeyValuePair.Create(part[..sign].TrimEnd(), part[(sign + 1)..].TrimStart())
        : throw new FormatException("key=value");

    private static string Guarded(string text) => text[0] is '=' or '+' or '-' or '@' or Guard || NumberLike().IsMatch(text) ? Guard + text : text;

    [GeneratedRegex("^[0-9][0-9.,:/Ee +-]*$")]
    private static partial Regex NumberLike();
}
