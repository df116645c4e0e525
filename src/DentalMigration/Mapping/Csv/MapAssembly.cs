using System.Text.Json.Nodes;

namespace DentalMigration.Mapping.Csv;

/// <summary>Puts the rows of a map together again, in whatever order they come.</summary>
internal sealed class MapAssembly
{
    private readonly List<(string Name, JsonObject Item)> _places = [];
    private readonly List<(string Name, JsonObject Item)> _objects = [];
    private readonly List<(string Part, string Of, JsonObject Item)> _members = [];
    private readonly JsonObject _valueMaps = [];
    private JsonObject? _map;

    /// <summary>Adds a row.</summary>
    /// <exception cref="FormatException">There is no such part, or it does not say what it belongs to.</exception>
    public void Add(string part, JsonObject item, Func<string, string?> cell)
    {
        string Name(string column) => cell(column) is { } text
            ? MapCell.Read(text, CellKind.Text).GetValue<string>()
            : throw new FormatException($"a row of the part '{part}' needs '{column}'");
        switch (part)
        {
            case MapCsvColumns.Map:
                _map = item;
                break;
            case MapCsvColumns.ValueMap:
                AddValueMap(item);
                break;
            case MapCsvColumns.Place:
                _places.Add((Name("place"), item));
                break;
            case MapCsvColumns.Header:
                _members.Add((part, Name("place"), item));
                break;
            case MapCsvColumns.Object:
                _objects.Add((Name("object"), item));
                break;
            case MapCsvColumns.Column or MapCsvColumns.Proposed:
                _members.Add((part, Name("object"), item));
                break;
            default:
                throw new FormatException($"there is no part '{part}'");
        }
    }

    /// <summary>The map's JSON; null where its own row is missing.</summary>
    public JsonObject? Whole()
    {
        if (_map is null)
        {
            return null;
        }

        if (_valueMaps.Count > 0)
        {
            _map["valueMaps"] = _valueMaps;
        }

        if (_places.Count > 0)
        {
            _map["places"] = new JsonArray([.. _places.Select(p => With(p.Item, "headers", Members(MapCsvColumns.Header, p.Name)))]);
        }

        foreach ((string name, JsonObject item) in _objects)
        {
            item["columns"] = Members(MapCsvColumns.Column, name);
            if (Members(MapCsvColumns.Proposed, name) is { Count: > 0 } proposed)
            {
                item["proposed"] = proposed;
            }
        }

        _map["objects"] = new JsonArray([.. _objects.Select(o => o.Item)]);
        return _map;
    }

    /// <summary>A header or column that belongs to a place or object the file has no row of; null where all have.</summary>
    public string? Stray() => _members
        .Where(m => !(m.Part == MapCsvColumns.Header ? _places : _objects).Exists(o => o.Name == m.Of))
        .Select(m => $"a row of the part '{m.Part}' belongs to '{m.Of}', which has no row").FirstOrDefault();

    private void AddValueMap(JsonObject item)
    {
        string name = item["valueMap"]?.GetValue<string>() ?? throw new FormatException($"a row of the part '{MapCsvColumns.ValueMap}' needs '{MapCsvColumns.ValueMap}', its name");
        if (!_valueMaps.TryAdd(name, item["values"]?.DeepClone()))
        {
            throw new FormatException($"there is another value map '{name}'");
        }
    }

    private static JsonObject With(JsonObject item, string name, JsonArray members)
    {
        item[name] = members;
        return item;
    }

    private JsonArray Members(string part, string of) => new([.. _members.Where(m => m.Part == part && m.Of == of).Select(m => m.Item)]);
}
