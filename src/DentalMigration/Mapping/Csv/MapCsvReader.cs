using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Mapping.Csv;

/// <summary>Reads the table that <see cref="MapCsvWriter"/> wrote and a spreadsheet may have saved again: with other delimiters, in another encoding, in another order of rows.</summary>
internal static class MapCsvReader
{
    private static readonly char[] Delimiters = [';', ',', '\t'];

    /// <summary>The JSON of the map in a CSV file.</summary>
    /// <exception cref="MigrationException"><c>MapUnreadable</c>, with the line.</exception>
    public static JsonObject Read(string path)
    {
        string name = Path.GetFileName(path);
        Encoding encoding = TextEncodings.Detect(path) ?? throw Unreadable(name, "it is no text. Save it as 'CSV UTF-8'");
        List<TableRow> rows = [.. Delimiters
            .Select(d => (List<TableRow>)[.. new TextTable(path, encoding, d).Rows().Where(r => !r.IsBlank)])
            .MaxBy(t => t.Take(2).Max(r => (int?)r.Cells.Length) ?? 0)!];
        if (rows is [{ Cells: [string first, ..] }, ..] && first.StartsWith("sep", StringComparison.OrdinalIgnoreCase))
        {
            rows.RemoveAt(0);
        }

        string[] headers = rows.Count == 0 ? [] : [.. rows[0].Cells.Select(c => HeaderFold.Fold((c as string ?? string.Empty).Trim('\ufeff', ' ')))];
        int Of(string column) => Array.IndexOf(headers, HeaderFold.Fold(column));
        if (Of(MapCsvColumns.Part) < 0 || Of(MapCsvColumns.Other) < 0)
        {
            throw Unreadable(name, $"it lacks the columns '{MapCsvColumns.Part}' and '{MapCsvColumns.Other}'. Export one with Export-MigrationMap");
        }

        var map = new MapAssembly();
        foreach (TableRow row in rows.Skip(1))
        {
            string? Cell(string column) => Of(column) is >= 0 and int at && at < row.Cells.Length && row.Cells[at] is string { Length: > 0 } text ? text : null;
            try
            {
                map.Add(Cell(MapCsvColumns.Part)?.Trim() ?? string.Empty, Item(Cell), Cell);
            }
            catch (Exception e) when (e is FormatException or OverflowException or JsonException or InvalidOperationException or ArgumentException)
            {
                throw Unreadable(name, $"line {row.Line} cannot be read: {(e is FormatException ? e.Message : "its last column is no JSON object, or has what another column has")}. Correct it there", e);
            }
        }

        if (map.Stray() is { } stray)
        {
            throw Unreadable(name, $"{stray}. Add it, or remove the row");
        }

        return map.Whole() ?? throw Unreadable(name, "it has no row of the part 'map'. Export it anew");
    }

    private static JsonObject Item(Func<string, string?> cell)
    {
        string part = cell(MapCsvColumns.Part)?.Trim() ?? string.Empty;
        JsonObject item = cell(MapCsvColumns.Other) is { } other ? JsonNode.Parse(other)!.AsObject() : [];
        foreach (MapCsvColumn column in MapCsvColumns.All.Where(c => c.Parts.Contains(part)))
        {
            if (cell(column.Name) is { } text)
            {
                string[] path = column.Member.Split('.');
                JsonObject holder = item;
                if (path.Length > 1)
                {
                    item.TryAdd(path[0], new JsonObject());
                    holder = item[path[0]]!.AsObject();
                }

                holder[path[^1]] = Value(text, column);
            }
        }

        return item;
    }

    private static JsonNode Value(string text, MapCsvColumn column)
    {
        try
        {
            return MapCell.Read(text, column.Kind);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new FormatException($"column '{column.Name}' takes {Word(column.Kind)}");
        }
    }

    private static string Word(CellKind kind) => kind switch
    {
        CellKind.Number => "a whole number",
        CellKind.Flag => "yes or no",
        CellKind.Percent => "whole percents",
        CellKind.Numbers => "word=number, with | between them",
        CellKind.Ranking => "name and percents, with | between them",
        _ => "key=value, with | between them",
    };

    private static MigrationException Unreadable(string name, string why, Exception? cause = null) => new("MapUnreadable", $"Map '{name}' is not a map: {why}.", cause!);
}
