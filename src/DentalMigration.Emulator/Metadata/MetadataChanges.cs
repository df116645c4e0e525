using System.Text;
using System.Text.Json.Nodes;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Requests;

namespace DentalMigration.Emulator.Metadata;

/// <summary><c>RetrieveMetadataChanges</c> with a query: tables, and what hangs on them, by their properties. Without a client's stamp all
/// that match count as changed.</summary>
internal static class MetadataChanges
{
    private static readonly (string Collection, string Query)[] Parts =
    [
        ("Attributes", "AttributeQuery"), ("Keys", "KeyQuery"), ("OneToManyRelationships", "RelationshipQuery"),
        ("ManyToOneRelationships", "RelationshipQuery"), ("ManyToManyRelationships", "RelationshipQuery"),
    ];

    public static EmulatorResponse Handle(Exchange exchange)
    {
        string arguments = exchange.Path[0].Arguments ?? "";
        if (arguments.Contains("ClientVersionStamp", StringComparison.Ordinal))
        {
            throw Fault.Unsupported("ClientVersionStamp in RetrieveMetadataChanges");
        }
        int equals = arguments.IndexOf("Query=", StringComparison.Ordinal);
        string text = equals < 0 ? "{}" : arguments[(equals + "Query=".Length)..].Split(',')[0].Trim() is ['@', ..] alias
            ? exchange.Query[alias] ?? throw Fault.Query($"The parameter '{alias}' is missing.") : arguments[(equals + "Query=".Length)..];
        MetadataInput query = MetadataInput.Read(Encoding.UTF8.GetBytes(text));
        var tables = new JsonArray();
        foreach (MetaNode node in exchange.Schema.Tables.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t =>
            MetaNodes.Table(exchange.Schema, t)))
        {
            if (MetadataCriteria.Matches(query.Object("Criteria"), node.Properties, 0))
            {
                tables.Add(Shape(node, query));
            }
        }
        return ActionResponse.Of(exchange, "RetrieveMetadataChangesResponse", json =>
        {
            json.WriteString("ServerVersionStamp",
                exchange.Engine.Options.Clock.GetUtcNow().UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNull("DeletedMetadata");
            json.WritePropertyName("EntityMetadata");
            tables.WriteTo(json);
        });
    }

    private static JsonObject Shape(MetaNode node, MetadataInput query)
    {
        bool everything = query.Object("Properties")?.Flag("AllProperties") is true;
        HashSet<string> names = [.. query.Object("Properties")?.Texts("PropertyNames") ?? []];
        var shaped = new JsonObject { ["MetadataId"] = node.Properties["MetadataId"]?.DeepClone(), ["HasChanged"] = null };
        foreach ((string name, JsonNode? value) in node.Properties)
        {
            if (name.StartsWith('@') || ((everything || names.Contains(name)) && !shaped.ContainsKey(name)))
            {
                shaped[name] = value?.DeepClone();
            }
        }
        foreach (string single in names.Where(n => n is "OptionSet" or "GlobalOptionSet"))
        {
            shaped[single] = node.TryGetSingle(single, out JsonNode? value) ? value?.DeepClone() : null;
        }
        foreach ((string collection, string part) in Parts)
        {
            if ((everything || names.Contains(collection)) && query.Object(part) is { } inner && node.Collection(collection) is { } members)
            {
                shaped[collection] =
                    new JsonArray([.. members.Where(m => MetadataCriteria.Matches(inner.Object("Criteria"), m.Properties, 0)).Select(m =>
                    Shape(m, inner))]);
            }
        }
        return shaped;
    }
}
