using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DentalMigration.Sources;
using DentalMigration.Sources.Profiles;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Sources.Profiles;

public class ProfileSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "module", "schemas", ProfileFile.SchemaName)))!;

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Path.Combine(Repository.Root, "examples", "profiles"), "*.json").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [InlineData(typeof(ProfileDocument), "")]
    [InlineData(typeof(ProfileObject), "object")]
    [InlineData(typeof(ProfileColumn), "column")]
    [InlineData(typeof(ProfilePaging), "paging")]
    [InlineData(typeof(ProfileFiles), "files")]
    public void The_schema_names_every_property_and_no_other(Type type, string definition)
    {
        JsonNode part = definition.Length == 0 ? Schema : Schema["$defs"]![definition]!;
        JsonObject named = (part["properties"] ?? part["oneOf"]![1]!["properties"])!.AsObject();
        IEnumerable<string> properties = type.GetProperties().Select(p => p.Name == nameof(ProfileDocument.Schema) ? "$schema" : JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        Assert.Equal(properties.Order(), named.Select(p => p.Key).Order());
    }

    [Theory]
    [InlineData(typeof(DateOrder), "$defs/dateOrder")]
    [InlineData(typeof(PagingKind), "$defs/paging/properties/kind")]
    public void The_schema_names_every_choice(Type type, string path)
    {
        JsonNode choice = path.Split('/').Aggregate(Schema, (node, name) => node[name]!);
        Assert.Equal(Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName), choice["enum"]!.AsArray().Select(v => v!.GetValue<string>()));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_fits_the_schema_and_can_be_read(string name)
    {
        string path = Path.Combine(Repository.Root, "examples", "profiles", name);
        Assert.Empty(Problems(JsonNode.Parse(File.ReadAllText(path)), Schema, "#"));
        Assert.NotEmpty(ProfileFile.Read(path).Objects);
    }

    [Fact]
    public void The_schema_refuses_what_the_reader_refuses()
    {
        foreach (string text in (string[])[
            """{"objects": []}""", """{"system": "x", "objects": []}""", """{"system": "dentes", "objects": [{"object": "patient"}]}""",
            """{"system": "dentes", "objects": [{"object": "patient", "file": "a", "table": "b"}]}""",
            """{"system": "dentes", "objects": [], "decimalSign": ";"}""", """{"system": "dentes", "objects": [], "paging": {"kind": "scroll"}}"""])
        {
            Assert.NotEmpty(Problems(JsonNode.Parse(text), Schema, "#"));
            Assert.Throws<MigrationException>(() => ProfileFile.Parse(text, "p.json"));
        }
    }

    /// <summary>What a value breaks of a schema, for the words of JSON Schema this one uses; any other word is a problem too.</summary>
    private static IEnumerable<string> Problems(JsonNode? value, JsonNode schema, string at) => schema.AsObject().SelectMany(word => word.Key switch
    {
        "$ref" => Problems(value, word.Value!.GetValue<string>()[2..].Split('/').Aggregate(Schema, (node, name) => node[name]!), at),
        "type" => IsType(value, word.Value!.GetValue<string>()) ? [] : [$"{at} is no {word.Value}"],
        "enum" => word.Value!.AsArray().Any(v => JsonNode.DeepEquals(v, value)) ? [] : [$"{at} is none of {word.Value.ToJsonString()}"],
        "required" => value is not JsonObject o ? [] : word.Value!.AsArray().Where(n => !o.ContainsKey(n!.GetValue<string>())).Select(n => $"{at} lacks {n}"),
        "properties" => value is not JsonObject o ? [] : o.Where(p => word.Value![p.Key] is not null).SelectMany(p => Problems(p.Value, word.Value![p.Key]!, $"{at}/{p.Key}")),
        "additionalProperties" => value is not JsonObject o ? [] : o.Where(p => schema["properties"]?[p.Key] is null).SelectMany(p =>
            word.Value is JsonObject more ? Problems(p.Value, more, $"{at}/{p.Key}") : [$"{at}/{p.Key} is not known"]),
        "items" => value is not JsonArray list ? [] : list.SelectMany((v, i) => Problems(v, word.Value!, $"{at}/{i}")),
        "oneOf" => word.Value!.AsArray().Count(s => !Problems(value, s!, at).Any()) == 1 ? [] : [$"{at} is not exactly one of its forms"],
        "pattern" => value is JsonValue text && !Regex.IsMatch(text.GetValue<string>(), word.Value!.GetValue<string>()) ? [$"{at} does not match"] : [],
        "minLength" => value is JsonValue text && text.GetValue<string>().Length < word.Value!.GetValue<int>() ? [$"{at} is too short"] : [],
        "maxLength" => value is JsonValue text && text.GetValue<string>().Length > word.Value!.GetValue<int>() ? [$"{at} is too long"] : [],
        "minimum" => value is JsonValue number && number.GetValue<int>() < word.Value!.GetValue<int>() ? [$"{at} is too small"] : [],
        "maximum" => value is JsonValue number && number.GetValue<int>() > word.Value!.GetValue<int>() ? [$"{at} is too large"] : [],
        "$schema" or "title" or "description" or "$defs" => [],
        _ => [$"The schema's word '{word.Key}' is not checked by this test"],
    });

    private static bool IsType(JsonNode? value, string type) => (value?.GetValueKind(), type) switch
    {
        (JsonValueKind.Object, "object") or (JsonValueKind.Array, "array") or (JsonValueKind.String, "string") => true,
        (JsonValueKind.Number, "integer") => value!.AsValue().TryGetValue(out int _),
        _ => false,
    };
}
