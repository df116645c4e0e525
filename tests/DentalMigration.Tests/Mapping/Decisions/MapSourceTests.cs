using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Rest;
using DentalMigration.Tests.Sources;
using DentalMigration.Tests.Sources.Databases;
using DentalMigration.Tests.Sources.Endpoints;

namespace DentalMigration.Tests.Mapping.Decisions;

/// <summary>Reading an export as a map decided.</summary>
public sealed class MapSourceTests : IDisposable
{
    private readonly ExportFolder _folder = new ExportFolder()
        .Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Kart Rengi;Tıbbi Not\n1;Ayşe;Çelik;mavi;Astım\n2;Can;Er;yeşil;\n");

    [Fact]
    public async Task What_is_open_is_not_read()
    {
        MigrationMap map = (await _folder.ProposeAsync()).Approve(ignoreOpen: true);
        using ISource source = _folder.OpenAll();
        SourceRecord patient = (await (await source.AsAsync(map)).ReadAsync("patient"))[0];
        Assert.Equal("Ayşe", patient.Read("first_name").Value);
        Assert.False(patient.Has("notes"));
    }

    [Fact]
    public async Task A_header_is_read_as_the_field_a_person_chose()
    {
        MigrationMap map = (await _folder.ProposeAsync()).Decide("Hastalar.csv", "Tıbbi Not", Decision.Accepted, "notes").Approve(ignoreOpen: true);
        using ISource source = _folder.OpenAll();
        Assert.Equal("Astım", (await (await source.AsAsync(map)).ReadAsync("patient"))[0].Read("notes").Value);
    }

    [Fact]
    public async Task A_known_header_that_was_ignored_is_not_read()
    {
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı;E-posta\n1;Ayşe;Çelik;ayse@example.com\n");
        MigrationMap map = (await _folder.ProposeAsync()).Decide("Hastalar.csv", "E-posta", Decision.Ignored).Approve();
        using ISource source = _folder.OpenAll();
        Assert.True((await source.ReadAsync("patient"))[0].Has("email"));
        Assert.False((await (await source.AsAsync(map)).ReadAsync("patient"))[0].Has("email"));
    }

    [Fact]
    public async Task A_column_of_its_own_is_read_by_its_header()
    {
        MigrationMap map = (await _folder.ProposeAsync()).Decide("Hastalar.csv", "Kart Rengi", Decision.Custom).Approve(ignoreOpen: true);
        using ISource source = _folder.OpenAll();
        SourceRecord patient = (await (await source.AsAsync(map)).ReadAsync("patient"))[0];
        Assert.Equal("mavi", patient.ReadCustom("Kart Rengi", DentalMigration.Systems.FieldType.Text).Value);
    }

    [Fact]
    public async Task A_file_that_nothing_recognises_is_read_once_a_person_says_what_it_is()
    {
        File.Delete(_folder.File("Hastalar.csv"));
        _folder.Write("aktarim.csv", "Kod;Isim;Soyisim_1\n1;Ayşe;Çelik\n");
        using ISource source = _folder.OpenAll();
        Assert.False(source.Has("patient"));
        MigrationMap map = (await source.ProposeAsync())
            .Decide("aktarim.csv", p => p with { Decision = Decision.Accepted, Object = "patient" })
            .Decide("aktarim.csv", "Kod", Decision.Accepted, "patient_id")
            .Decide("aktarim.csv", "Isim", Decision.Accepted, "first_name")
            .Decide("aktarim.csv", "Soyisim_1", Decision.Accepted, "last_name")
            .Approve();
        ISource decided = await source.AsAsync(map);
        SourceRecord patient = Assert.Single(await decided.ReadAsync("patient"));
        Assert.Equal(("1", "Ayşe", "Çelik"), (patient.Key, patient.Read("first_name").Value, patient.Read("last_name").Value));
        Assert.Same(decided, await decided.AsAsync(map));
    }

    [Fact]
    public async Task A_file_that_was_left_out_is_not_read()
    {
        MigrationMap map = (await _folder.ProposeAsync()).Decide("Hekimler.csv", p => p with { Decision = Decision.Ignored }).Approve(ignoreOpen: true);
        using ISource source = _folder.OpenAll();
        ISource decided = await source.AsAsync(map);
        Assert.False(decided.Has("provider"));
        Assert.True(decided.Has("patient"));
    }

    [Fact]
    public async Task A_newer_export_under_another_name_is_read_alike_and_what_is_new_in_it_is_told()
    {
        MigrationMap map = (await _folder.ProposeAsync()).Decide("Hastalar.csv", "Tıbbi Not", Decision.Accepted, "notes").Approve(ignoreOpen: true);
        using var newer = new ExportFolder();
        File.Delete(newer.File("Hastalar.csv"));
        newer.Write("Hastalar 2026-11.csv", "Hasta No;Adı;Soyadı;Tıbbi Not;Sadakat Puanı\n1;Ayşe;Çelik;Astım, polen;12\n");
        newer.Write("Puanlar.csv", "Sıra;Tutanak\n1;x\n");
        using ISource source = newer.OpenAll();
        ISource decided = await source.AsAsync(map);
        Assert.Equal("Astım, polen", Assert.Single(await decided.ReadAsync("patient")).Read("notes").Value);
        SourceNews[] news = [.. MapSource.News(map, decided)];
        Assert.Contains(news, n => n.IsNew && n.File == "Hastalar 2026-11.csv" && n.Message.Contains("'Sadakat Puanı'") && !n.Message.Contains("Tıbbi"));
        Assert.Contains(news, n => n.IsNew && n.File == "Puanlar.csv");
    }

    [Fact]
    public async Task What_the_map_reads_and_a_newer_export_lacks_is_told()
    {
        MigrationMap map = (await _folder.ProposeAsync()).Decide("Hastalar.csv", "Tıbbi Not", Decision.Accepted, "notes").Approve(ignoreOpen: true);
        _folder.Write("Hastalar.csv", "Hasta No;Adı;Soyadı\n1;Ayşe;Çelik\n");
        using ISource source = _folder.OpenAll();
        SourceNews gone = Assert.Single(MapSource.News(map, await source.AsAsync(map)));
        Assert.False(gone.IsNew);
        Assert.Contains("'Tıbbi Not'", gone.Message);
    }

    [Fact]
    public async Task A_profile_goes_before_the_map()
    {
        MigrationMap map = (await _folder.ProposeAsync()).Decide("Hastalar.csv", "Tıbbi Not", Decision.Accepted, "notes").Approve(ignoreOpen: true);
        _folder.Write("p.json", """{"system": "dentes", "objects": [{"object": "patient", "file": "Hastalar.csv", "columns": {"Tıbbi Not": "allergies", "Kart Rengi": "notes"}}]}""");
        using ISource source = _folder.OpenAll(_folder.File("p.json"));
        SourceRecord patient = (await (await source.AsAsync(map)).ReadAsync("patient"))[0];
        Assert.Equal(("Astım", "mavi"), (patient.Read("allergies").Value, patient.Read("notes").Value));
    }

    [Fact]
    public async Task An_endpoint_is_read_as_decided()
    {
        await using RestServer server = await RestServer.PatientsAsync(context =>
            RestServer.JsonAsync(context, """[{"Patient ID": 1, "First Name": "Ayşe", "Last Name": "Çelik", "card.colour": "blue"}]"""));
        using RestSource source = await server.OpenAsync();
        MigrationMap map = await source.ProposeAsync();
        Assert.Equal(Decision.Open, map.Header("patients", "card.colour").Decision);
        ISource decided = await source.AsAsync(map.Decide("patients", "card.colour", Decision.Accepted, "notes").Approve());
        Assert.Equal("blue", Assert.Single(await decided.ReadAsync("patient")).Read("notes").Value);
    }

    [Fact]
    public async Task Tables_of_a_database_are_read_as_decided_and_those_of_others_do_not_wait()
    {
        using var database = new TestDatabase("""
            CREATE TABLE kisi (no INTEGER, ad TEXT, soyad TEXT, renk TEXT);
            INSERT INTO kisi VALUES (7, 'Ayşe', 'Çelik', 'mavi');
            CREATE TABLE sysdiagrams (a TEXT, b TEXT);
            """);
        using DatabaseSource source = await database.OpenAsync();
        MigrationMap map = await source.ProposeAsync();
        Assert.Equal(Decision.Ignored, map.Place("sysdiagrams").Decision);
        MigrationMap decided = map
            .Decide("kisi", p => p with
            {
                Decision = Decision.Accepted,
                Object = "patient",
                Headers = [
                    new HeaderMap { Header = "no", Decision = Decision.Accepted, Field = "patient_id" }, new HeaderMap { Header = "ad", Decision = Decision.Accepted, Field = "first_name" },
                    new HeaderMap { Header = "soyad", Decision = Decision.Accepted, Field = "last_name" }, new HeaderMap { Header = "renk", Decision = Decision.Ignored },
                ],
            })
            .Approve();
        ISource read = await source.AsAsync(decided);
        SourceRecord patient = Assert.Single(await read.ReadAsync("patient"));
        Assert.Equal(("7", "Ayşe"), (patient.Key, patient.Read("first_name").Value));
        read.Dispose();
        Assert.Single(await source.ReadAsync("provider"));
    }

    public void Dispose() => _folder.Dispose();
}
