using System.Text.Json.Nodes;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping.NamedValues;

/// <summary>Value maps with a name, in the map's file.</summary>
public sealed class ValueMapFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_column_that_names_a_value_map_has_its_words() =>
        Assert.Equal(new Dictionary<string, int> { ["Erkek"] = 1, ["Kadın"] = 2 }, NamedMaps.Named().Column().Values);

    [Fact]
    public void What_is_written_has_the_name_and_the_words_once()
    {
        JsonNode written = JsonNode.Parse(MapFile.ToJson(NamedMaps.Named()))!;
        JsonObject column = written["objects"]![0]!["columns"]![0]!.AsObject();
        Assert.Equal("gender", column["valueMap"]!.GetValue<string>());
        Assert.False(column.ContainsKey("values"));
        Assert.Equal(1, written["valueMaps"]!["gender"]!["Erkek"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("\"valueMap\": \"gender\"")]
    [InlineData("\"valueMap\": \"nothing\"")]
    [InlineData("\"values\": {\"Erkek\": 1, \"Kadın\": 2}")]
    [InlineData("\"valueMap\": \"gender\", \"values\": {\"Erkek\": 1, \"Kadın\": 2}")]
    public void Every_form_reads_back_as_it_was(string column)
    {
        MigrationMap map = NamedMaps.Read(NamedMaps.Gender, column);
        foreach (string file in (string[])["map.json", "map.csv"])
        {
            MapFile.Write(map, _folder.File(file));
            MigrationMap read = MapFile.Read(_folder.File(file));
            Assert.Equal(MapFile.ToJson(map), MapFile.ToJson(read));
            Assert.Equal(MapHash.Of(map), MapHash.Of(read));
            Assert.Equal(map.Column().Values, read.Column().Values);
        }
    }

    [Theory]
    [InlineData("\"valueMaps\": {},")]
    [InlineData("\"valueMaps\": {\"empty\": {}, \" a;b=c|d \": {\" =x|y\": -3, \"05.03\": 2}, \"1-7\": {\"a\": 1}},")]
    public void No_name_and_no_word_is_lost_in_a_spreadsheet(string maps)
    {
        MigrationMap map = NamedMaps.Read(maps, "\"valueMap\": \" a;b=c|d \"");
        MapFile.Write(map, _folder.File("map.csv"));
        Assert.Equal(MapFile.ToJson(map), MapFile.ToJson(MapFile.Read(_folder.File("map.csv"))));
    }

    [Fact]
    public void In_a_spreadsheet_a_value_map_is_a_row_and_a_cell()
    {
        MapFile.Write(NamedMaps.Named(), _folder.File("map.csv"));
        string[] lines = File.ReadAllLines(_folder.File("map.csv"));
        string[] headers = lines[0].Split(';');
        string Cell(string start, string column) => Assert.Single(lines, l => l.StartsWith(start, StringComparison.Ordinal) && l.Contains("gender")).Split(';')[Array.IndexOf(headers, column)];
        Assert.Equal("gender", Cell("value_map;", "value_map"));
        Assert.Equal("Erkek=1 | Kadın=2", Cell("value_map;", "values"));
        Assert.Equal("gender", Cell("column;", "value_map"));
        Assert.Equal("", Cell("column;", "values"));
    }

    [Theory]
    [InlineData("value_map;;a=1\r\n", "line 3 cannot be read: a row of the part 'value_map' needs 'value_map'")]
    [InlineData("value_map;x;a=1\r\nvalue_map;x;a=2\r\n", "line 4 cannot be read: there is another value map 'x'")]
    [InlineData("value_map;x;a=b\r\n", "line 3 cannot be read: column 'values' takes word=number")]
    public void A_row_that_cannot_be_read_is_said_with_its_line(string rows, string said)
    {
        File.WriteAllText(_folder.File("bad.csv"), "part;value_map;values;other\r\nmap;;;{\"system\":\"dentes\",\"currency\":\"TRY\"}\r\n" + rows);
        MigrationException refused = Assert.Throws<MigrationException>(() => MapFile.Read(_folder.File("bad.csv")));
        Assert.Equal("MapUnreadable", refused.Code);
        Assert.Contains(said, refused.Message);
    }

    [Fact]
    public void An_approval_covers_the_words_and_the_name()
    {
        string hash = MapHash.Of(NamedMaps.Named());
        Assert.NotEqual(hash, MapHash.Of(NamedMaps.Read(NamedMaps.Gender.Replace("\"Erkek\": 1", "\"Erkek\": 2"), "\"valueMap\": \"gender\"")));
        Assert.NotEqual(hash, MapHash.Of(NamedMaps.Read(NamedMaps.Gender, "\"valueMap\": \"yes or no\"")));
        Assert.NotEqual(hash, MapHash.Of(NamedMaps.Read(NamedMaps.Gender, "\"values\": {\"Erkek\": 1, \"Kadın\": 2}")));
    }

    /// <summary>Approvals from before value maps still hold: this is the hash that the map had then.</summary>
    [Fact]
    public void A_map_without_value_maps_is_what_it_always_was()
    {
        MigrationMap map = NamedMaps.Read("", "\"values\": {\"Erkek\": 1, \"Kadın\": 2}");
        Assert.Equal("4d0571ea0aef5ed45b98a24ab30b9f9b9c4bfdedf9db3252c4f3065c090909ad", MapHash.Of(map));
        Assert.DoesNotContain("valueMap", MapFile.ToJson(map));
    }

    [Fact]
    public void Columns_that_had_the_same_words_share_them_by_name()
    {
        MigrationMap map = DefaultMap.Create("dental-exec");
        ColumnMap[] specialties = [.. map.Objects.SelectMany(o => o.Columns).Where(c => c.ValueMap == "specialty")];
        Assert.Equal(2, specialties.Length);
        Assert.All(specialties, c => Assert.Equal(100000001, c.Values!["Endodontics"]));
        Assert.DoesNotContain(map.Objects.SelectMany(o => o.Columns).Where(c => c is { Values: not null, ValueMap: null }).GroupBy(c => string.Join('|', c.Values!)), g => g.Count() > 1);
    }

    [Fact]
    public void A_variant_can_name_the_value_maps_of_its_map()
    {
        ObjectMap other = NamedMaps.Read("", "\"valueMap\": \"gender\"").Objects[0];
        Assert.Equal(2, new MapVariant("Other patients.", [other]).Apply(NamedMaps.Named()).Column().Values!["Kadın"]);
    }

    /// <summary>An edited map keeps its own words; one from before the names gets the words without the name.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_column_that_comes_back_brings_its_words(bool isNamed)
    {
        MigrationMap map = DefaultMap.Create("dental-exec");
        ObjectMap referral = map.Find("referral")!;
        referral = referral with { Columns = [.. referral.Columns.Where(c => !c.From.Contains("specialty"))] };
        map = map with
        {
            ValueMaps = isNamed ? new Dictionary<string, IReadOnlyDictionary<string, int>> { ["specialty"] = new Dictionary<string, int> { ["Endo"] = 100000001 } } : null,
            Objects = [referral],
            Places = [new PlaceMap
            {
                Place = "referrals.csv", Object = "referral", Decision = Decision.Accepted, Reasons = [],
                Headers = [new HeaderMap { Header = "Skill", Decision = Decision.Accepted, Asked = true, Field = "specialty", Reasons = [] }],
            }],
        };
        ColumnMap back = Assert.Single(MapSettler.Settle(map).Objects[0].Columns, c => c.Column == "new_specialty");
        Assert.Equal(isNamed ? "specialty" : null, back.ValueMap);
        Assert.Equal(isNamed, back.Values!.Count == 1);
        Assert.DoesNotContain(MapChecker.Check(MapSettler.Settle(map)), p => p.Place == "referral.new_specialty");
    }

    public void Dispose() => _folder.Dispose();
}
