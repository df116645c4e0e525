using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping;

/// <summary>The JSON schema that ships for maps. It is written anew with <c>DENTALMIGRATION_APPROVE=1</c>.</summary>
public sealed class MapSchemaTests
{
    private static readonly string SchemaFile = Path.Combine(Repository.Root, "module", "schemas", MapFile.SchemaName);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_schema_says_what_the_records_are()
    {
        string written = new MapSchemaWriter().Write().ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("DENTALMIGRATION_APPROVE") == "1")
        {
            File.WriteAllText(SchemaFile, written);
        }

        Assert.Equal(File.ReadAllText(SchemaFile), written);
    }

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public async Task A_real_map_fits_the_schema(string system)
    {
        using ISource source = SourceOpener.OpenFolder(system, Path.Combine(Repository.Root, "examples", system));
        string[] variants = [.. DefaultMap.Variants(system).Select(v => v.Name)];
        foreach (MigrationMap map in new[] { DefaultMap.Create(system), DefaultMap.Create(system, variants: variants) })
        {
            MigrationMap proposed = await MapProposer.ProposeAsync(map, source, null, CancellationToken.None);
            MigrationMap approved = MapApprover.Approve(proposed, "ayse@contoso.com", TimeProvider.System) with { Schema = "file:///schema.json" };
            Assert.Empty(JsonSchemaCheck.Problems(JsonNode.Parse(MapFile.ToJson(approved)), Schema()));
        }
    }

    [Fact]
    public void The_schema_refuses_what_the_reader_refuses()
    {
        string sound = MapFile.ToJson(DefaultMap.Create("dentes"));
        Assert.Empty(JsonSchemaCheck.Problems(JsonNode.Parse(sound), Schema()));
        foreach (string text in (string[])[sound.Replace("\"Match\"", "\"Guess\""), sound.Replace("\"currency\"", "\"money\""), sound.Replace("\"maxLength\": 100,", "\"maxLength\": \"long\",")])
        {
            Assert.NotEmpty(JsonSchemaCheck.Problems(JsonNode.Parse(text), Schema()));
            Assert.Equal("MapUnreadable", Assert.Throws<MigrationException>(() => MapFile.Parse(text, "m.json")).Code);
        }
    }

    private static JsonNode Schema() => JsonNode.Parse(File.ReadAllText(SchemaFile))!;
}
