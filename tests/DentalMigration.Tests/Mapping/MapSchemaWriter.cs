using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DentalMigration.Mapping;

namespace DentalMigration.Tests.Mapping;

/// <summary>Writes the JSON schema of maps from the records that are read, with what their documentation says.</summary>
internal sealed partial class MapSchemaWriter
{
    private static readonly Dictionary<string, (double Minimum, double Maximum)> Bounds = new() { ["Score"] = (0, 1), ["Version"] = (1, 1) };

    private readonly XDocument _documentation = XDocument.Load(Path.ChangeExtension(typeof(MigrationMap).Assembly.Location, ".xml"));
    private readonly SortedDictionary<string, JsonNode> _definitions = new(StringComparer.Ordinal);

    /// <summary>The schema.</summary>
    public JsonObject Write()
    {
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "Migration map" };
        foreach ((string name, JsonNode? part) in Record(typeof(MigrationMap)).ToList())
        {
            schema[name] = part!.DeepClone();
        }

        schema["$defs"] = new JsonObject(_definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return schema;
    }

    private JsonObject Record(Type type)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        ParameterInfo[] parameters = type.GetMethod("<Clone>$") is null ? [] : type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters();
        foreach (PropertyInfo property in type.GetProperties().Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null && p.CanWrite))
        {
            string name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            ParameterInfo? parameter = Array.Find(parameters, p => p.Name == property.Name);
            JsonObject value = Value(property.PropertyType);
            if (Bounds.TryGetValue(property.Name, out (double Minimum, double Maximum) bounds))
            {
                (value["minimum"], value["maximum"]) = (bounds.Minimum, bounds.Maximum);
            }

            if ((Documentation($"P:{type.FullName}.{property.Name}") ?? Parameter(type, property.Name)) is { } text)
            {
                value["description"] = text;
            }

            properties[name] = value;
            if (property.GetCustomAttribute<RequiredMemberAttribute>() is not null || parameter is { HasDefaultValue: false })
            {
                required.Add(name);
            }
        }

        var record = new JsonObject { ["type"] = "object", ["description"] = Documentation($"T:{type.FullName}"), ["additionalProperties"] = false };
        if (required.Count > 0)
        {
            record["required"] = required;
        }

        record["properties"] = properties;
        return record;
    }

    private JsonObject Value(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(DateTimeOffset))
        {
            return new JsonObject { ["type"] = "string" };
        }

        if (type == typeof(JsonElement))
        {
            return [];
        }

        if (type == typeof(bool))
        {
            return new JsonObject { ["type"] = "boolean" };
        }

        if (type == typeof(int))
        {
            return new JsonObject { ["type"] = "integer" };
        }

        if (type == typeof(double) || type == typeof(decimal))
        {
            return new JsonObject { ["type"] = "number" };
        }

        if (type.IsEnum)
        {
            return Defined(type, () => new JsonObject { ["description"] = Documentation($"T:{type.FullName}"), ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => JsonValue.Create(n))]) });
        }

        return type.IsGenericType && type.GetGenericArguments() is [.., var element]
            ? type.GetGenericArguments().Length == 2
                ? new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(element) }
                : new JsonObject { ["type"] = "array", ["items"] = Value(element) }
            : Defined(type, () => Record(type));
    }

    private JsonObject Defined(Type type, Func<JsonObject> make)
    {
        string name = JsonNamingPolicy.CamelCase.ConvertName(type.Name);
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = new JsonObject();
            _definitions[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private string? Documentation(string member) => Text(Member(member)?.Element("summary"));

    private string? Parameter(Type type, string name) => Text(_documentation.Descendants("member")
        .Where(m => m.Attribute("name")!.Value.StartsWith($"M:{type.FullName}.#ctor", StringComparison.Ordinal) || m.Attribute("name")!.Value == $"T:{type.FullName}")
        .SelectMany(m => m.Elements("param")).FirstOrDefault(p => p.Attribute("name")!.Value == name));

    private XElement? Member(string name) => _documentation.Descendants("member").FirstOrDefault(m => m.Attribute("name")!.Value == name);

    private static string? Text(XElement? element) => element is null ? null : Spaces().Replace(
        string.Concat(element.Nodes().Select(n => n switch
        {
            XElement { Name.LocalName: "see" } e => Words(e),
            XElement { Name.LocalName: "paramref" } e => JsonNamingPolicy.CamelCase.ConvertName(e.Attribute("name")!.Value),
            XElement e => e.Value,
            _ => n.ToString(),
        })),
        " ").Trim().Replace("&gt;", ">", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static string Words(XElement see) => see.Attribute("cref") is { } cref ? cref.Value[(cref.Value.LastIndexOf('.') + 1)..] : see.Attribute("langword")?.Value ?? "";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
