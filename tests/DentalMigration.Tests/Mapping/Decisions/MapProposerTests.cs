using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Proposing;
using DentalMigration.Sources;
using DentalMigration.Tests.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Mapping.Decisions;

/// <summary>What is proposed for an export, and what of it waits for a person.</summary>
public sealed class MapProposerTests : IDisposable
{
    private readonly ExportFolder _folder = new();

    [Theory]
    [InlineData("dentes")]
    [InlineData("dental-exec")]
    public async Task Nothing_of_an_example_waits_and_its_defined_fields_have_columns(string system)
    {
        using ISource source = SourceOpener.OpenFolder(system, Path.Combine(Repository.Root, "examples", system));
        MigrationMap map = await source.ProposeAsync();
        Assert.Empty(OpenDecisions.Of(map));
        Assert.All(map.Objects, o => Assert.Null(o.Proposed));
        Assert.Equal(source.Files.Select(f => f.Name), map.Places!.Select(p => p.Place));
        Assert.Contains(map.Places!.SelectMany(p => p.Headers), h => h.Decision == Decision.Custom);
        Assert.All(
            map.Places!.SelectMany(p => p.Headers.Where(h => h.Decision == Decision.Custom).Select(h => (p.Object, Header: h))),
            h => Assert.Contains(map.Find(h.Object!)!.Columns, c => c.Column == h.Header.Column && c.From.SequenceEqual([CustomFields.Mark + h.Header.Header])));
        Assert.Empty(MapChecker.Check(map));
        Assert.True(map.Approve().IsApproved);
    }

    [Fact]
    public async Task A_known_spelling_is_accepted_and_an_unknown_one_waits_with_a_column_proposed()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Kart Rengi\n1;Ayşe;Çelik;mavi\n");
        MigrationMap map = await _folder.ProposeAsync();
        HeaderMap known = map.Header("Hastalar.csv", "Adı");
        Assert.Equal((Decision.Accepted, "first_name", 1d, false), (known.Decision, known.Field, known.Score, known.Asked));
        HeaderMap unknown = map.Header("Hastalar.csv", "Kart Rengi");
        Assert.Equal((Decision.Open, true, "new_kartrengi"), (unknown.Decision, unknown.Asked, unknown.Column));
        Assert.NotEmpty(unknown.Reasons!);
        ColumnMap column = Assert.Single(map.Find("patient")!.Proposed!);
        Assert.Equal(("new_kartrengi", ColumnType.String, 100), (column.Column, column.Create!.Type, column.Create.MaxLength));
        Assert.DoesNotContain(map.Find("patient")!.Columns, c => c.Column == "new_kartrengi");
    }

    [Fact]
    public async Task A_sure_proposal_is_accepted_and_its_field_keeps_its_columns()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Kan Gurubu;Etiket\n1;Ayşe;Çelik;A Rh+;B\n");
        MigrationMap map = await _folder.ProposeAsync();
        HeaderMap header = map.Header("Hastalar.csv", "Kan Gurubu");
        Assert.Equal((Decision.Accepted, "blood_type", false), (header.Decision, header.Field, header.Asked));
        Assert.NotEmpty(header.Reasons!);
        Assert.Contains(map.Find("patient")!.Columns, c => c.Column == "new_bloodtype");
        Assert.Equal(Decision.Open, map.Header("Hastalar.csv", "Etiket").Decision);
        MigrationMap learned = await _folder.ProposeAsync(new MapProposalOptions { Learned = [new LearnedSpelling("patient", "Etiket", "patient_group")] });
        Assert.Equal((Decision.Accepted, "patient_group"), (learned.Header("Hastalar.csv", "Etiket").Decision, learned.Header("Hastalar.csv", "Etiket").Field));
    }

    [Fact]
    public async Task A_text_column_is_made_for_twice_the_longest_value()
    {
        _folder.Write("Hastalar.csv", $"Hasta No;Adı;Soyadı;Rumuz;Destan\n1;A;B;{new string('x', 120)};{new string('y', 6000)}\n");
        ObjectMap patient = (await _folder.ProposeAsync()).Find("patient")!;
        Assert.Equal(500, patient.Proposed!.Single(c => c.Column == "new_rumuz").Create!.MaxLength);
        ColumnCreation memo = patient.Proposed!.Single(c => c.Column == "new_destan").Create!;
        Assert.Equal((ColumnType.Memo, 100_000), (memo.Type, memo.MaxLength));
    }

    [Fact]
    public async Task A_file_nobody_knows_waits()
    {
        _folder.Write("Depo.csv", "Malzeme;Raf\nKompozit;A1\n");
        MigrationMap map = await _folder.ProposeAsync();
        Assert.Equal(Decision.Open, map.Place("Depo.csv").Decision);
        Assert.Equal(["Malzeme", "Raf"], map.Place("Depo.csv").Headers.Select(h => h.Header));
        Assert.Equal("Depo.csv", Assert.Single(OpenDecisions.Of(map)).Place.Place);
    }

    [Fact]
    public async Task The_texts_of_a_file_without_headers_stay_out_of_the_map()
    {
        _folder.Write("Liste.csv", "10000000146;Zübeyde;Karabulut;0532 555 01 01;zubeyde@example.com\n12345678950;Necmi;Oral;0533 555 01 02;necmi@example.com\n");
        MigrationMap map = await _folder.ProposeAsync();
        PlaceMap place = map.Place("Liste.csv");
        Assert.Equal(Decision.Open, place.Decision);
        Assert.Empty(place.Headers);
        string json = MapFile.ToJson(map);
        Assert.All((string[])["10000000146", "Zübeyde", "Karabulut", "zubeyde"], text => Assert.DoesNotContain(text, json));
    }

    [Fact]
    public async Task No_value_of_an_example_stands_in_its_map()
    {
        using ISource source = SourceOpener.OpenFolder("dentes", Repository.Example);
        string json = MapFile.ToJson(await source.ProposeAsync());
        foreach (SourceRecord patient in await source.ReadAsync("patient"))
        {
            foreach (string field in (string[])["national_id", "mobile_phone", "email", "address"])
            {
                if (patient.Text(field) is { Length: > 5 } value)
                {
                    Assert.False(json.Contains(value, StringComparison.Ordinal), $"The map holds the {field} of {patient.Position}.");
                }
            }
        }
    }

    [Fact]
    public async Task A_second_column_of_a_field_waits_instead_of_being_dropped()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Cep Telefonu;GSM\n1;A;B;0532 555 01 01;0533 555 01 02\n");
        MigrationMap map = await _folder.ProposeAsync();
        Assert.Equal(Decision.Accepted, map.Header("Hastalar.csv", "Cep Telefonu").Decision);
        Assert.Equal(Decision.Open, map.Header("Hastalar.csv", "GSM").Decision);
    }

    [Fact]
    public async Task What_a_profile_says_is_accepted_and_what_it_ignores_is_ignored()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Renk;Uyruk Kodu\n1;A;B;mavi;TR\n");
        _folder.Write("p.json", """{"system": "dentes", "objects": [{"object": "patient", "file": "Hastalar.csv", "columns": {"Renk": "notes"}, "ignored": ["Uyruk Kodu"]}]}""");
        using ISource source = _folder.OpenAll(_folder.File("p.json"));
        MigrationMap map = await source.ProposeAsync();
        Assert.Equal((Decision.Accepted, "notes"), (map.Header("Hastalar.csv", "Renk").Decision, map.Header("Hastalar.csv", "Renk").Field));
        Assert.Equal(Decision.Ignored, map.Header("Hastalar.csv", "Uyruk Kodu").Decision);
        Assert.Empty(OpenDecisions.Of(map));
    }

    public void Dispose() => _folder.Dispose();
}
