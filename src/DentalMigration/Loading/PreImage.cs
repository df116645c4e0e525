using System.Text.Json;
using DentalMigration.Mapping.Rows;
using DentalMigration.Verification;

namespace DentalMigration.Loading;

/// <summary>
/// What the columns a run changes in an existing row held before, and what it wrote, by the names the columns are read by:
/// <c>{"before":{…},"after":{…},"ways":{…}}</c>. A lookup is read by one name and written by another; its way back is the property and the row
/// to bind. A column changed again keeps its first image as long as it still holds what we wrote; where people wrote to it in between, theirs is
/// what an undo goes back to.
/// </summary>
internal sealed class PreImage
{
    /// <summary>What to ask for when a row is read for its image, so that its lookups say which table they point to.</summary>
    public static readonly IReadOnlyDictionary<string, string> Headers =
        new Dictionary<string, string> { ["Prefer"] = "odata.include-annotations=\"Microsoft.Dynamics.CRM.lookuplogicalname\"" };

    private readonly Dictionary<string, JsonElement?> _before = [];
    private readonly Dictionary<string, JsonElement> _after = [];
    private readonly Dictionary<string, Dictionary<string, JsonElement?>> _ways = [];

    private PreImage(string? json)
    {
        if (json is null)
        {
            return;
        }

        JsonElement image = JsonElement.Parse(json);
        foreach (JsonProperty column in image.GetProperty("after").EnumerateObject())
        {
            _after[column.Name] = column.Value;
            _before[column.Name] = Value(image.GetProperty("before"), column.Name);
        }

        foreach (JsonProperty way in image.GetProperty("ways").EnumerateObject())
        {
            _ways[way.Name] = way.Value.EnumerateObject().ToDictionary(p => p.Name, p => (JsonElement?)p.Value);
        }
    }

    /// <summary>The image to keep before a change.</summary>
    /// <param name="earlier">The image this run kept so far, or null.</param>
    /// <param name="current">The row as it was just read, with <see cref="Headers"/>.</param>
    /// <param name="changes">The PATCH body about to be sent.</param>
    /// <param name="mapper">Knows what each property is read by.</param>
    public static string Of(string? earlier, JsonElement current, ReadOnlyMemory<byte> changes, RowMapper mapper)
    {
        var image = new PreImage(earlier);
        foreach (JsonProperty change in JsonElement.Parse(changes.Span).EnumerateObject())
        {
            string name = mapper.Columns.FirstOrDefault(c => c.Property == change.Name)?.ReadName ?? change.Name;
            image.Add(name, Value(current, name), change.Value, name == change.Name ? null : WayBack(name, change, current, mapper));
        }

        return image.ToString();
    }

    /// <summary>The images of several runs as one: what the first found, and what the last left.</summary>
    /// <param name="images">At least one, oldest run first.</param>
    public static string Whole(IReadOnlyList<(long Run, string Json)> images)
    {
        var whole = new PreImage(images[0].Json);
        foreach (PreImage next in images.Skip(1).Select(i => new PreImage(i.Json)))
        {
            foreach ((string name, JsonElement after) in next._after)
            {
                whole.Add(name, next._before[name], after, next._ways.GetValueOrDefault(name));
            }
        }

        return whole.ToString();
    }

    /// <summary>The properties to write so that a column holds again what it held before; empty where there is no way back.</summary>
    /// <param name="image">The image.</param>
    /// <param name="column">The name the column is read by.</param>
    public static IEnumerable<(string Property, JsonElement? Value)> Back(JsonElement image, string column) =>
        image.GetProperty("ways").TryGetProperty(column, out JsonElement way)
            ? way.EnumerateObject().Select(p => (p.Name, (JsonElement?)p.Value))
            : [(column, Value(image.GetProperty("before"), column))];

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(new { before = _before, after = _after, ways = _ways });

    private void Add(string name, JsonElement? before, JsonElement after, Dictionary<string, JsonElement?>? way)
    {
        if (!_after.TryGetValue(name, out JsonElement ours) || !ValueComparer.Same(ours, before))
        {
            _before[name] = before;
            if (way is null)
            {
                _ways.Remove(name);
            }
            else
            {
                _ways[name] = way;
            }
        }

        _after[name] = after;
    }

    /// <summary>How a lookup is bound again to what it pointed to. One that pointed to a table we do not know has no way back.</summary>
    private static Dictionary<string, JsonElement?> WayBack(string name, JsonProperty change, JsonElement current, RowMapper mapper)
    {
        if (Value(current, name) is not { ValueKind: JsonValueKind.String } before)
        {
            return new Dictionary<string, JsonElement?> { [change.Name] = null };
        }

        string? table = Value(current, $"{name}@Microsoft.Dynamics.CRM.lookuplogicalname")?.GetString();
        (string? property, string? set) = (name, table) switch
        {
            ("_ownerid_value", "systemuser") => (change.Name, "systemusers"),
            ("_ownerid_value", "team") => (change.Name, "teams"),
            _ => (Navigation(name, table, mapper) ?? change.Name, mapper.EntitySets.GetValueOrDefault(table ?? "")),
        };
        string? ours = change.Value.ValueKind == JsonValueKind.String ? change.Value.GetString()!.Split('(')[0].TrimStart('/') : null;
        return (set ?? (table is null ? ours : null)) is { } entitySet
            ? new Dictionary<string, JsonElement?> { [property] = JsonSerializer.SerializeToElement($"/{entitySet}({before.GetString()})") }
            : [];
    }

    private static string? Navigation(string name, string? table, RowMapper mapper) =>
        mapper.Table.References.FirstOrDefault(r => $"_{r.Column}_value" == name && r.Table == table) is { } reference ? $"{reference.Navigation}@odata.bind" : null;

    private static JsonElement? Value(JsonElement row, string column) => row.TryGetProperty(column, out JsonElement value) ? value : null;
}
