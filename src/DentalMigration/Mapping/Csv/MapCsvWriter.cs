using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DentalMigration.Mapping.NamedValues;

namespace DentalMigration.Mapping.Csv;

/// <summary>
/// The map as a table for people who review in a spreadsheet: a row for each value map, place, header, object and column. Read back, it is the same map
/// with the same hash.
/// </summary>
internal static class MapCsvWriter
{
    /// <summary>The text, without a byte order mark.</summary>
    /// <param name="map">The map.</param>
    /// <param name="delimiter">The sign between two cells: what the reader's spreadsheet takes by itself.</param>
    public static string Write(MigrationMap map, char delimiter)
    {
        var text = new StringBuilder();
        Line(text, MapCsvColumns.Headers, delimiter);
        JsonObject whole = JsonSerializer.SerializeToNode(ValueMapNames.Fold(map), MapFile.Compact)!.AsObject();
        JsonObject? maps = whole["valueMaps"] as JsonObject;
        if (maps is { Count: > 0 })
        {
            whole.Remove("valueMaps");
        }

        JsonArray? places = Take(whole, "places");
        JsonArray objects = Take(whole, "objects")!;
        if (places is { Count: 0 })
        {
            whole["places"] = places;
        }

        Row(text, delimiter, MapCsvColumns.Map, whole, null, null);
        foreach ((string name, JsonNode? words) in maps ?? [])
        {
            Row(text, delimiter, MapCsvColumns.ValueMap, new JsonObject { ["valueMap"] = name, ["values"] = words?.DeepClone() }, null, null);
        }

        foreach (JsonObject place in places?.Select(p => p!.AsObject()) ?? [])
        {
            JsonArray headers = Take(place, "headers")!;
            string name = place["place"]!.GetValue<string>();
            string? of = place["object"]?.GetValue<string>();
            Row(text, delimiter, MapCsvColumns.Place, place, null, null);
            Rows(text, delimiter, MapCsvColumns.Header, headers, name, of);
        }

        foreach (JsonObject o in objects.Select(o => o!.AsObject()))
        {
            JsonArray columns = Take(o, "columns")!;
            JsonArray? proposed = Take(o, "proposed");
            string name = o["object"]!.GetValue<string>();
            Row(text, delimiter, MapCsvColumns.Object, o, null, null);
            Rows(text, delimiter, MapCsvColumns.Column, columns, null, name);
            Rows(text, delimiter, MapCsvColumns.Proposed, proposed, null, name);
        }

        return text.ToString();
    }

    private static JsonArray? Take(JsonObject from, string name)
    {
        JsonArray? list = from[name]?.AsArray();
        from.Remove(name);
        return list;
    }

    private static void Rows(StringBuilder text, char delimiter, string part, JsonArray? items, string? place, string? of)
    {
        foreach (JsonObject item in items?.Select(i => i!.AsObject()) ?? [])
        {
            Row(text, delimiter, part, item, place, of);
        }
    }

    /// <summary>One row; <paramref name="place"/> and <paramref name="of"/> say what it belongs to.</summary>
    private static void Row(StringBuilder text, char delimiter, string part, JsonObject item, string? place, string? of)
    {
        var cells = new List<string?> { part };
        foreach (MapCsvColumn column in MapCsvColumns.All)
        {
            cells.Add(column.Parts.Contains(part) ? Cell(item, column)
                : column.Name == "place" && place is not null ? MapCell.Write(JsonValue.Create(place), CellKind.Text)
                : column.Name == "object" && of is not null ? of
                : null);
        }

        cells.Add(item.Count == 0 ? null : item.ToJsonString(MapFile.Compact));
        Line(text, cells, delimiter);
    }

    private static string? Cell(JsonObject item, MapCsvColumn column)
    {
        string[] path = column.Member.Split('.');
        JsonObject? holder = path.Length == 1 ? item : item[path[0]] as JsonObject;
        string? cell = MapCell.Write(holder?[path[^1]], column.Kind);
        if (cell is not null)
        {
            holder!.Remove(path[^1]);
            if (holder.Count == 0 && holder != item)
            {
                item.Remove(path[0]);
            }
        }

        return cell;
    }

    private static void Line(StringBuilder text, IEnumerable<string?> cells, char delimiter) =>
        text.AppendJoin(delimiter, cells.Select(c => Quoted(c ?? string.Empty, delimiter))).Append("\r\n");

    private static string Quoted(string cell, char delimiter) =>
        cell.Contains(delimiter, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny('"', '\r', '\n') >= 0 || cell.StartsWith('\'') || cell.StartsWith(' ')
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
