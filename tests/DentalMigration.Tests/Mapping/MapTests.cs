using DentalMigration.Mapping;

namespace DentalMigration.Tests.Mapping;

public sealed class MapTests
{
    [Fact]
    public void A_map_survives_its_file()
    {
        MigrationMap map = DefaultMap.Create("dentes");
        Assert.Equal(MapHash.Of(map), MapHash.Of(MapFile.Parse(MapFile.ToJson(map), "copy")));
    }

    [Fact]
    public void An_approval_covers_exactly_the_map_that_was_approved()
    {
        MigrationMap approved = MapApprover.Approve(DefaultMap.Create("dentes"), "ayse@contoso.com", TimeProvider.System);
        Assert.True(approved.IsApproved);
        Assert.False((approved with { Currency = "EUR" }).IsApproved);
        ObjectMap changed = approved.Objects[1] with { SourceKey = "new_other" };
        Assert.False((approved with { Objects = [approved.Objects[0], changed, .. approved.Objects.Skip(2)] }).IsApproved);
    }

    [Fact]
    public void An_approval_needs_a_name() =>
        Assert.Equal("ApproverMissing", Assert.Throws<MigrationException>(() => MapApprover.Approve(DefaultMap.Create("dentes"), " ", TimeProvider.System)).Code);

    [Fact]
    public void A_prefix_reaches_every_name_the_migration_makes()
    {
        string json = MapFile.ToJson(DefaultMap.Create("dentes", "cts"));
        Assert.DoesNotContain("\"new_", json);
        Assert.DoesNotContain("{prefix}", json);
        Assert.Contains("cts_sourcepatientid", json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("N1")]
    [InlineData("1a")]
    [InlineData("mscrmx")]
    [InlineData("toolongprefix")]
    public void A_prefix_Dataverse_would_refuse_is_refused_here(string prefix) =>
        Assert.Equal("InvalidPrefix", Assert.Throws<MigrationException>(() => DefaultMap.Create("dentes", prefix)).Code);

    [Fact]
    public void A_broken_map_file_is_refused_with_its_line()
    {
        string json = MapFile.ToJson(DefaultMap.Create("dentes")).Replace("\"Match\"", "\"Guess\"");
        MigrationException refused = Assert.Throws<MigrationException>(() => MapFile.Parse(json, "dentes.map.json"));
        Assert.Equal("MapUnreadable", refused.Code);
        Assert.Contains("line", refused.Message);
    }

    [Theory]
    [InlineData("\"Match\"", "\"Guess\"", "such a value cannot stand there")]
    [InlineData("\"interface\":", "\"interfaze\":", "a map has no such property")]
    [InlineData("\"objects\": [", "", "ends too early")]
    public void A_broken_map_file_says_what_is_wrong(string text, string instead, string expected)
    {
        string json = MapFile.ToJson(DefaultMap.Create("dentes"));
        Assert.Contains(text, json);
        Assert.Contains(expected, Assert.Throws<MigrationException>(() => MapFile.Parse(json.Replace(text, instead), "dentes.map.json")).Message);
    }

    [Fact]
    public void No_name_in_the_default_map_is_a_Salesforce_name()
    {
        foreach (ObjectMap o in DefaultMap.Create("dentes").Objects)
        {
            Assert.DoesNotContain("__c", o.Table);
            Assert.All(o.Columns, c => Assert.Equal(c.Column, c.Column.ToLowerInvariant()));
            Assert.All(o.Columns.Where(c => c.Create is not null), c => Assert.Equal(c.Column, c.Create!.SchemaName.ToLowerInvariant()));
        }
    }
}
