using System.Text;
using System.Text.Json;
using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Tests.Mapping.Decisions;
using DentalMigration.Tests.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping;

/// <summary>The map as a table for a spreadsheet.</summary>
public sealed class MapCsvTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> Maps => new(
        from system in (string[])["dentes", "dental-exec"]
        from variant in DefaultMap.Variants(system).Select(v => v.Name).Prepend("")
        select (system, variant));

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task A_map_comes_back_with_its_hash(string system, string variant)
    {
        using ISource source = SourceOpener.OpenFolder(system, Path.Combine(Repository.Root, "examples", system));
        MigrationMap map = DefaultMap.Create(system, "cts", "izmir", variant.Length == 0 ? [] : [variant]);
        foreach (MigrationMap written in new[] { map, (await MapProposer.ProposeAsync(map, source, null, CancellationToken.None)).Approve() })
        {
            foreach (char delimiter in ";,\t")
            {
                MigrationMap read = Through(written, delimiter);
                Assert.Equal(MapHash.Of(written), MapHash.Of(read));
                Assert.Equal(written.Approval, read.Approval);
            }

            MapFile.Write(Through(written), _folder.File("again.json"));
            Assert.Equal(MapHash.Of(written), MapHash.Of(MapFile.Read(_folder.File("again.json"))));
        }
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+90 532")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("1-7")]
    [InlineData("05.03")]
    [InlineData("'quoted'")]
    [InlineData("a;b,c\td\"e\"|f=g")]
    [InlineData("two\r\nlines")]
    [InlineData(" spaces ")]
    [InlineData("Ğüşiöç İI")]
    public void Any_text_comes_back_and_none_is_a_formula(string text)
    {
        MigrationMap map = DefaultMap.Create("dentes");
        ObjectMap first = map.Objects[0];
        var column = new ColumnMap
        {
            Column = "new_x",
            From = [CustomFields.Mark + text, text],
            Transform = "join",
            With = new Dictionary<string, string> { ["separator"] = text },
            Values = new Dictionary<string, int> { [text] = 1, ["b"] = -2 },
            Constant = JsonSerializer.SerializeToElement(text),
            Create = new ColumnCreation { Type = ColumnType.Picklist, Label = text, SchemaName = "new_X", Options = new Dictionary<int, string> { [1] = text, [-2] = "b" } },
        };
        map = map with
        {
            Objects = [first with { Columns = [.. first.Columns, column], Proposed = [column] }, .. map.Objects.Skip(1)],
            Places = [new PlaceMap
            {
                Place = "x.csv", Decision = Decision.Open, Score = 0.123, Reasons = [text, "b"], RunnersUp = [new RunnerUp(text, 0.5), new RunnerUp("patient", 0.07)],
                Headers = [new HeaderMap { Header = text, Decision = Decision.Open, Asked = true, Field = text, Score = 0.62, Reasons = [], RunnersUp = [new RunnerUp("email", 0.29)] }],
            }],
        };
        Assert.Equal(MapHash.Of(MapSettler.Settle(map)), MapHash.Of(Through(map)));
        foreach (string line in File.ReadAllText(_folder.File("map.csv")).Split("\r\n").Where(l => !l.Contains('"')))
        {
            Assert.All(line.Split(';'), cell => Assert.False(cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@', cell));
        }
    }

    [Fact]
    public void It_begins_as_Excel_wants_it()
    {
        Through(DefaultMap.Create("dentes"));
        byte[] bytes = File.ReadAllBytes(_folder.File("map.csv"));
        Assert.Equal(Encoding.UTF8.Preamble, bytes.AsSpan(0, 3));
        Assert.StartsWith("part;place;object;header;decision;field;", Encoding.UTF8.GetString(bytes.AsSpan(3)));
    }

    [Fact]
    public async Task What_Excel_saved_again_is_the_same_map()
    {
        using var export = new ExportFolder();
        MigrationMap map = (await export.ProposeAsync()).Approve();
        Through(map);
        string[] lines = File.ReadAllText(_folder.File("map.csv")).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        // In Windows' own code page, without the mark, with the hint for the delimiter, empty cells at the end and an empty row.
        File.WriteAllText(_folder.File("excel.csv"), string.Join("\r\n", lines.Prepend("sep=;").Append(";;;;")), ExportFolder.Turkish);
        Assert.Equal(MapHash.Of(map), MapHash.Of(MapFile.Read(_folder.File("excel.csv"))));

        // Sorted so that all headers stand before their files and all columns before their objects.
        string[] sorted = [lines[0], .. lines.Skip(1).OrderBy(l => l.StartsWith("header", StringComparison.Ordinal) || l.StartsWith("column", StringComparison.Ordinal) ? 0 : 1)];
        File.WriteAllText(_folder.File("sorted.csv"), string.Join("\r\n", sorted));
        Assert.Equal(MapHash.Of(map), MapHash.Of(MapFile.Read(_folder.File("sorted.csv"))));
    }

    [Fact]
    public async Task A_decision_made_in_it_counts()
    {
        using ExportFolder export = new ExportFolder().Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Kart Rengi\n1;A;B;mavi\n");
        MapFile.Write(await export.ProposeAsync(), _folder.File("map.csv"));
        string text = File.ReadAllText(_folder.File("map.csv"));
        Assert.Matches("header;Hastalar.csv;patient;Kart Rengi;Open;[a-z_]*;new_kartrengi;yes;", text);
        File.WriteAllText(_folder.File("map.csv"), text.Replace("Kart Rengi;Open;", "Kart Rengi;Custom;"));
        MigrationMap read = MapFile.Read(_folder.File("map.csv"));
        Assert.Empty(OpenDecisions.Of(read));
        Assert.Contains(read.Find("patient")!.Columns, c => c.Column == "new_kartrengi");
        Assert.False(read.IsApproved);
    }

    [Theory]
    [InlineData("part;other\r\nmap;{\r\n", "line 2")]
    [InlineData("a;b\r\n1;2\r\n", "'part' and 'other'")]
    [InlineData("part;other\r\nsheep;\r\n", "there is no part 'sheep'")]
    [InlineData("part;object;other\r\nobject;patient;\r\n", "no row of the part 'map'")]
    [InlineData("part;column;object;other\r\ncolumn;new_x;parrot;\r\nmap;;;{}\r\n", "'parrot'")]
    [InlineData("part;object;column;max_length;other\r\nobject;patient;;;\r\ncolumn;patient;new_x;long;\r\n", "line 3 cannot be read: column 'max_length' takes a whole number")]
    public void What_cannot_be_read_is_said_with_its_line(string text, string said)
    {
        File.WriteAllText(_folder.File("bad.csv"), text);
        MigrationException refused = Assert.Throws<MigrationException>(() => MapFile.Read(_folder.File("bad.csv")));
        Assert.Equal("MapUnreadable", refused.Code);
        Assert.Contains(said, refused.Message);
    }

    public void Dispose() => _folder.Dispose();

    private MigrationMap Through(MigrationMap map, char delimiter = ';')
    {
        MapFile.Write(map, _folder.File("map.csv"), delimiter);
        return MapFile.Read(_folder.File("map.csv"));
    }
}
