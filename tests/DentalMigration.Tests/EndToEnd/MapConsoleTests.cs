using System.Text.Json;
using DentalMigration.Mapping;
using DentalMigration.Tests.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>The console's <c>map</c>: propose, decide, approve, migrate.</summary>
public sealed class MapConsoleTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ExportFolder _export = new ExportFolder().Write("Hastalar.csv", "Hasta No;Adı;Soyadı;Kart Rengi\n1;Ayşe;Çelik;mavi\n");

    [Fact]
    public async Task A_map_is_proposed_decided_approved_and_migrated_by()
    {
        string file = _folder.File("map.csv");
        string[] source = ["--system", "dentes", "--source", _export.Path];
        (int exit, string output, _) = await ConsoleProgram.RunAsync(["map", .. source, "--output", file, "--variant", "AppointmentTable", "--json"]);
        JsonElement result = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal(1, exit);
        Assert.Equal("Kart Rengi", Assert.Single(result.GetProperty("open").EnumerateArray()).GetProperty("header").GetString());

        (exit, _, string error) = await ConsoleProgram.RunAsync(["map", .. source, "--map", file, "--approve", "ayse@contoso.com"]);
        Assert.Equal(2, exit);
        Assert.StartsWith("DecisionsOpen: The map has open decisions: 'Kart Rengi' of 'Hastalar.csv'.", error);

        File.WriteAllText(file, File.ReadAllText(file).Replace("Kart Rengi;Open;", "Kart Rengi;Custom;"));
        string learned = _folder.File("learned.json");
        (exit, output, error) = await ConsoleProgram.RunAsync(["map", .. source, "--map", file, "--approve", "ayse@contoso.com", "--learn", learned]);
        Assert.True(exit == 0, output + error);
        Assert.Contains("Kart Rengi", File.ReadAllText(learned));
        MigrationMap approved = MapFile.Read(file);
        Assert.True(approved.IsApproved);
        Assert.Equal("new_appointment", approved.Find("appointment")!.Table);

        (exit, output, error) = await ConsoleProgram.RunAsync(
            ["migrate", .. source, "--map", file, "--embedded", _folder.File("contoso.db"), "--ledger", _folder.File("l.ledger"), "--fallback-owner", "admin@contoso.com", "--json"]);
        Assert.True(exit == 1, output + error); // The dentist is no user of the organisation.
        Assert.Contains("""{"object":"patient","read":1,"created":1""", output);
    }

    [Fact]
    public async Task A_map_that_does_not_fit_the_export_says_why_and_is_not_approved()
    {
        string file = _folder.File("map.json");
        string[] source = ["--system", "dentes", "--source", _export.Path];
        await ConsoleProgram.RunAsync(["map", .. source, "--output", file, "--approve", "ayse", "--ignore-open"]);
        Assert.True(MapFile.Read(file).IsApproved);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"birth_date\"", "\"birthday\""));
        (int exit, string output, _) = await ConsoleProgram.RunAsync(["map", .. source, "--map", file, "--approve", "ayse", "--json"]);
        Assert.Equal(1, exit);
        string[] codes = [.. JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("code").GetString()!)];
        Assert.Contains("UnknownField", codes);
        Assert.False(MapFile.Read(file).IsApproved);
    }

    [Fact]
    public async Task A_map_changed_after_its_approval_moves_nothing_until_it_is_approved_again()
    {
        string file = _folder.File("map.json");
        string[] source = ["--system", "dentes", "--source", _export.Path];
        string[] migrate = ["migrate", .. source, "--map", file, "--embedded", _folder.File("contoso.db"), "--ledger", _folder.File("l.ledger"), "--fallback-owner", "admin@contoso.com"];
        await ConsoleProgram.RunAsync(["map", .. source, "--output", file, "--approve", "ayse", "--ignore-open"]);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"bypassBusinessLogic\": true", "\"bypassBusinessLogic\": false"));
        (int exit, _, string error) = await ConsoleProgram.RunAsync(migrate);
        Assert.Equal(2, exit);
        Assert.StartsWith("MapNotApproved:", error);
        Assert.Contains("'map --map FILE --approve WHO'", error);
        Assert.False(File.Exists(_folder.File("contoso.db")));

        (exit, string output, error) = await ConsoleProgram.RunAsync(["map", .. source, "--map", file, "--approve", "ayse"]);
        Assert.True(exit == 0, output + error);
        (exit, output, error) = await ConsoleProgram.RunAsync(migrate);
        Assert.True(exit == 1, output + error); // The dentist is no user of the organisation.
        Assert.DoesNotContain("Update-MigrationOwner", output);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_and_its_map_is_not_approved()
    {
        string file = _folder.File("map.json");
        File.WriteAllBytes(Path.Combine(_export.Path, "Hekimler.csv"), [0x00, 0x81, 0x8d, 0xff, 0x00, 0x90]);
        string[] map = ["map", "--system", "dentes", "--source", _export.Path, "--output", file];
        (int exit, string output, string error) = await ConsoleProgram.RunAsync([.. map, "--json"]);
        Assert.True(exit == 1, output + error);
        Assert.Equal("Hekimler.csv", Assert.Single(JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement.GetProperty("problems").EnumerateArray()).GetProperty("place").GetString());
        (exit, _, error) = await ConsoleProgram.RunAsync([.. map, "--approve", "ayse", "--ignore-open"]);
        Assert.Equal(2, exit);
        Assert.Contains("'Hekimler.csv'", error);
        Assert.False(MapFile.Read(file).IsApproved);
    }

    [Fact]
    public async Task A_folder_without_an_export_is_no_ground_for_a_map()
    {
        using var empty = new TempFolder();
        Directory.CreateDirectory(empty.File("export"));
        (int exit, _, string error) = await ConsoleProgram.RunAsync("map", "--system", "dentes", "--source", empty.File("export"), "--output", _folder.File("m.json"));
        Assert.Equal(2, exit);
        Assert.StartsWith("SourceEmpty:", error);
        Assert.False(File.Exists(_folder.File("m.json")));
    }

    [Fact]
    public async Task An_assistant_over_plain_http_is_refused_and_no_file_is_written()
    {
        (int exit, _, string error) = await ConsoleProgram.RunAsync(
            "map", "--system", "dentes", "--source", _export.Path, "--output", _folder.File("m.json"), "--assistant-uri", "http://llm.example/v1");
        Assert.Equal(2, exit);
        Assert.StartsWith("InsecureUrl:", error);
        Assert.False(File.Exists(_folder.File("m.json")));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _export.Dispose();
    }
}
