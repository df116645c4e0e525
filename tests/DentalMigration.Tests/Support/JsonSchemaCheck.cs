using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DentalMigration.Tests.Support;

/// <summary>Checks JSON against a schema, for the words of JSON Schema that ours use; any other word is a problem too.</summary>
internal static class JsonSchemaCheck
{
    /// <summary>What a value breaks of a schema.</summary>
    public static IReadOnlyList<string> Problems(JsonNode? value, JsonNode schema) => [.. Problems(value, schema, schema, "#")];

    private static IEnumerable<string> Problems(JsonNode? value, JsonNode schema, JsonNode root, string at) => schema.AsObject().SelectMany(word => word.Key switch
    {
        "$ref" => Problems(value, word.Value!.GetValue<string>()[2..].Split('/').Aggregate(root, (node, name) => node[name]!), root, at),
        "type" => IsType(value, word.Value!.GetValue<string>()) ? [] : [$"{at} is no {word.Value}"],
        "enum" => word.Value!.AsArray().Any(v => JsonNode.DeepEquals(v, value)) ? [] : [$"{at} is none of {word.Value.ToJsonString()}"],
        "required" => value is not JsonObject o ? [] : word.Value!.AsArray().Where(n => !o.ContainsKey(n!.GetValue<string>())).Select(n => $"{at} lacks {n}"),
        "properties" => value is not JsonObject o ? [] : o.Where(p => word.Value![p.Key] is not null).SelectMany(p => Problems(p.Value, word.Value![p.Key]!, root, $"{at}/{p.Key}")),
        "additionalProperties" => value is not JsonObject o ? [] : o.Where(p => schema["properties"]?[p.Key] is null).SelectMany(p =>
            word.Value is JsonObject more ? Problems(p.Value, more, root, $"{at}/{p.Key}") : [$"{at}/{p.Key} is not known"]),
        "items" => value is not JsonArray list ? [] : list.SelectMany((v, i) => Problems(v, word.Value!, root, $"{at}/{i}")),
        "oneOf" => word.Value!.AsArray().Count(s => !Problems(value, s!, root, at).Any()) == 1 ? [] : [$"{at} is not exactly one of its forms"],
        "pattern" => value is JsonValue text && !Regex.IsMatch(text.GetValue<string>(), word.Value!.GetValue<string>()) ? [$"{at} does not match"] : [],
        "minLength" => value is JsonValue text && text.GetValue<string>().Length < word.Value!.GetValue<int>() ? [$"{at} is too short"] : [],
        "maxLength" => value is JsonValue text && text.GetValue<string>().Length > word.Value!.GetValue<int>() ? [$"{at} is too long"] : [],
        "minimum" => value is JsonValue number && number.GetValue<double>() < word.Value!.GetValue<double>() ? [$"{at} is too small"] : [],
        "maximum" => value is JsonValue number && number.GetValue<double>() > word.Value!.GetValue<double>() ? [$"{at} is too large"] : [],
        "$schema" or "title" or "description" or "$defs" => [],
        _ => [$"The schema's word '{word.Key}' is not checked by this test"],
    });

    private static bool IsType(JsonNode? value, string type) => (value?.GetValueKind(), type) switch
    {
        (JsonValueKind.Object, "object") or (JsonValueKind.Array, "array") or (JsonValueKind.String, "string") or (JsonValueKind.Number, "number") => true,
        (JsonValueKind.True or JsonValueKind.False, "boolean") => true,
        (JsonValueKind.Number, "integer") => value!.AsValue().TryGetValue(out int _),
        _ => false,
    };
}
