using System.Globalization;
using System.Text.Json;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Rest;

/// <summary>The values of a JSON record by dotted path, as cells.</summary>
internal static class JsonCells
{
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    /// <summary>Every value of a record that is no object: its path, such as <c>address.city</c>, and the cell.</summary>
    public static IEnumerable<(string Path, object? Cell)> Of(JsonElement record, string prefix = "")
    {
        foreach (JsonProperty property in record.EnumerateObject())
        {
            string path = prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}";
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                foreach ((string, object?) inner in Of(property.Value, path))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (path, Cell(property.Value));
            }
        }
    }

    /// <summary>
    /// Text that is a moment with an offset, in the practice's own time. A day without a time stays that day: midnight of somewhere else
    /// is how many servers write it.
    /// </summary>
    public static object? Local(object? cell, FieldType type, CellValue cells)
    {
        if (type is not (FieldType.Date or FieldType.DateTime or FieldType.Time) || cell is not string text || !HasOffset(text)
            || !DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment))
        {
            return cell;
        }

        return type == FieldType.Date && moment.TimeOfDay == TimeSpan.Zero ? moment.DateTime : cells.Of(moment);
    }

    private static object? Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number when value.TryGetDecimal(out decimal exact) => exact,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Array => Joined(value),
        _ => null,
    };

    /// <summary>A list of values as they would stand in one cell; of anything deeper, its JSON.</summary>
    private static string? Joined(JsonElement list) => list.GetArrayLength() == 0 ? null
        : list.EnumerateArray().All(v => v.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            ? string.Join(", ", list.EnumerateArray().Select(v => v.ToString()).Where(t => t.Length > 0))
            : list.GetRawText();

    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 19 && text.LastIndexOfAny(['+', '-']) == text.Length - 6);
}
