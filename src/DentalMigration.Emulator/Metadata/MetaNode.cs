using System.Text.Json.Nodes;

namespace DentalMigration.Emulator.Metadata;

/// <summary>A metadata component as it is answered: its properties, and what <c>$expand</c> can reach.</summary>
internal sealed class MetaNode(JsonObject properties)
{
    private readonly Dictionary<string, Func<IEnumerable<MetaNode>>> _collections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<JsonNode?>> _singles = new(StringComparer.Ordinal);

    public JsonObject Properties => properties;

    public MetaNode With(string name, Func<IEnumerable<MetaNode>> collection)
    {
        _collections[name] = collection;
        return this;
    }

    public MetaNode With(string name, Func<JsonNode?> single)
    {
        _singles[name] = single;
        return this;
    }

    public IEnumerable<MetaNode>? Collection(string name) => _collections.GetValueOrDefault(name)?.Invoke();

    public bool TryGetSingle(string name, out JsonNode? value)
    {
        bool found = _singles.TryGetValue(name, out Func<JsonNode?>? read);
        value = found ? read!() : null;
        return found;
    }
}
