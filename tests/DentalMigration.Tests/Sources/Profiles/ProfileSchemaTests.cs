using System.Text.Json;
using System.Text.Json.Nodes;
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
        Assert.Empty(JsonSchemaCheck.Problems(JsonNode.Parse(File.ReadAllText(path)), Schema));
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
            Assert.NotEmpty(JsonSchemaCheck.Problems(JsonNode.Parse(text), Schema));
            Assert.Throws<MigrationException>(() => ProfileFile.Parse(text, "p.json"));
        }
    }
}
