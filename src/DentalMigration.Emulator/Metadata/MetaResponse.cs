using System.Text.Json.Nodes;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;

namespace DentalMigration.Emulator.Metadata;

/// <summary>Answers with metadata, applying <c>$select</c>, <c>$filter</c> and <c>$expand</c>.</summary>
internal static class MetaResponse
{
    public static EmulatorResponse Collection(Exchange exchange, string context, IEnumerable<MetaNode> nodes)
    {
        var options = MetaOptions.Of(exchange.Query);
        var json = new JsonObject
        {
            ["@odata.context"] = $"{exchange.Root}$metadata#{context}", ["value"] = new JsonArray([.. Apply(nodes, options)]),
        };
        return Respond(json);
    }

    public static EmulatorResponse Single(Exchange exchange, string context, MetaNode node)
    {
        var json = new JsonObject { ["@odata.context"] = $"{exchange.Root}$metadata#{context}/$entity" };
        foreach ((string name, JsonNode? value) in Shape(node, MetaOptions.Of(exchange.Query)).ToList())
        {
            json[name] = value?.DeepClone();
        }
        return Respond(json);
    }

    /// <summary>One property (or single navigation) of a component, or a collection it leads to.</summary>
    public static EmulatorResponse Member(Exchange exchange, string context, MetaNode node, string name)
    {
        if (node.Collection(name) is { } collection)
        {
            return Collection(exchange, $"{context}/{name}", collection);
        }
        if (node.TryGetSingle(name, out JsonNode? single) && single is JsonObject inner)
        {
            return Single(exchange, $"{context}/{name}", new MetaNode(inner));
        }
        return node.Properties.ContainsKey(name)
            ? Respond(new JsonObject { ["@odata.context"] = $"{exchange.Root}$metadata#{context}/{name}",
                ["value"] = node.Properties[name]?.DeepClone() })
            : throw Fault.NoSuchResource(name);
    }

    private static IEnumerable<JsonObject> Apply(IEnumerable<MetaNode> nodes, MetaOptions options)
    {
        if (options.Filter is { } filter)
        {
            Func<JsonObject, bool> predicate = MetaFilter.Parse(filter);
            nodes = nodes.Where(n => predicate(n.Properties));
        }
        return (options.Top is { } top ? nodes.Take(top) : nodes).Select(n => Shape(n, options));
    }

    private static JsonObject Shape(MetaNode node, MetaOptions options)
    {
        var json = new JsonObject();
        foreach ((string name, JsonNode? value) in node.Properties)
        {
            if (options.Select.Count == 0 || options.Select.Contains(name) || name is "MetadataId" || name.StartsWith('@'))
            {
                json[name] = value?.DeepClone();
            }
        }
        foreach (string chosen in options.Select.Where(s => !node.Properties.ContainsKey(s)))
        {
            throw Fault.Query($"Could not find a property named '{chosen}' on the metadata type.");
        }
        foreach ((string name, MetaOptions inner) in options.Expand)
        {
            json[name] = node.Collection(name) is { } collection ? new JsonArray([.. Apply(collection, inner)])
                : node.TryGetSingle(name, out JsonNode? single) ? single?.DeepClone()
                : throw Fault.Query($"Could not find a navigation property named '{name}' on the metadata type.");
        }
        return json;
    }

    private static EmulatorResponse Respond(JsonObject json) =>
        EmulatorResponse.Json(200, System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
}
