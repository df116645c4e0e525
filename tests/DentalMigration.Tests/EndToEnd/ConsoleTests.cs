using System.Text;
using System.Text.Json;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>The console program as scripts use it: exit codes, one line of error, one JSON object as the last line.</summary>
public sealed class ConsoleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Migrate_ends_with_one_JSON_object_and_exit_1_where_rows_are_held()
    {
        (int exit, string output, _) = await MigrateAsync(Repository.Example, "--json");
        Assert.Equal(1, exit);
        using JsonDocument json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        JsonElement root = json.RootElement;
        Assert.Equal(1, root.GetProperty("exit").GetInt32());
        foreach (string number in new[] { "findings", "seconds", "rowsPerSecond", "requests", "throttled" })
        {
            Assert.Equal(JsonValueKind.Number, root.GetProperty(number).ValueKind);
        }

        foreach (JsonElement o in root.GetProperty("objects").EnumerateArray())
        {
            long N(string name) => o.GetProperty(name).GetInt64();
            Assert.Equal(N("read"), N("created") + N("updated") + N("unchanged") + N("merged") + N("held") + N("rejected") + N("filtered"));
            Assert.Equal(JsonValueKind.String, o.GetProperty("object").ValueKind);
        }
    }

    [Fact]
    public async Task Migrate_again_resumes_and_undo_ends_with_exit_0()
    {
        await MigrateAsync(Repository.Example, "--json");
        (_, string again, _) = await MigrateAsync(Repository.Example, "--json");
        using JsonDocument json = JsonDocument.Parse(again.TrimEnd().Split('\n')[^1]);
        Assert.All(json.RootElement.GetProperty("objects").EnumerateArray(), o => Assert.Equal(0, o.GetProperty("created").GetInt64() + o.GetProperty("updated").GetInt64()));

        (int exit, string undone, _) = await ConsoleProgram.RunAsync(
            "undo", "--ledger", _folder.File("a.ledger"), "--embedded", _folder.File("contoso.db"), "--json");
        Assert.Equal(0, exit);
        using JsonDocument result = JsonDocument.Parse(undone.TrimEnd().Split('\n')[^1]);
        Assert.All(result.RootElement.GetProperty("objects").EnumerateArray(), o => Assert.Equal(0, o.GetProperty("kept").GetInt64()));
    }

    [Fact]
    public async Task What_was_undone_is_not_readable_in_the_file_any_more()
    {
        using Export export = Export.Generate(traps: false);
        string address = export.Cell("Hastalar.csv", 3, "E-posta");
        string database = _folder.File("contoso.db");
        await MigrateAsync(export.Path);
        Assert.Contains(address, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(database)));
        await ConsoleProgram.RunAsync("undo", "--ledger", _folder.File("a.ledger"), "--embedded", database);
        Assert.DoesNotContain(address, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(database)));
    }

    [Fact]
    public async Task An_undo_makes_no_organisation()
    {
        await MigrateAsync(Repository.Example);
        (int exit, _, string error) = await ConsoleProgram.RunAsync("undo", "--ledger", _folder.File("a.ledger"), "--embedded", _folder.File("other.db"));
        Assert.Equal(2, exit);
        Assert.Contains("EmbeddedNotFound", error);
        Assert.False(File.Exists(_folder.File("other.db")));
    }

    [Fact]
    public async Task A_practice_without_planted_errors_still_reports_the_providers_that_have_no_user()
    {
        using Export export = Export.Generate(traps: false);
        (int exit, string output, _) = await MigrateAsync(export.Path);
        Assert.Equal(1, exit);
        Assert.Contains("ProviderWithoutUser", output);
        Assert.Contains("Hekimler.csv:5", output);
    }

    [Fact]
    public async Task Held_rows_are_listed_with_file_line_field_and_what_to_do()
    {
        (_, string output, _) = await MigrateAsync(Repository.Example);
        Assert.Contains("Hastalar.csv:19", output);
        Assert.Contains("MalformedDate", output);
        Assert.Contains("birth_date", output);
        Assert.Contains("Correct it in the source", output);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("foreign")]
    [InlineData("missing")]
    public async Task A_folder_that_is_empty_or_not_ours_ends_with_exit_2_and_one_line(string kind)
    {
        string source = _folder.File(kind);
        if (kind != "missing")
        {
            Directory.CreateDirectory(source);
        }

        if (kind == "foreign")
        {
            await File.WriteAllTextAsync(Path.Combine(source, "stok.csv"), "Ürün;Miktar\nEldiven;5\n");
        }

        (int exit, string output, string error) = await MigrateAsync(source);
        Assert.Equal(2, exit);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(output.Trim());
        Assert.False(File.Exists(_folder.File("contoso.db")));
        Assert.False(File.Exists(_folder.File("a.ledger")));
    }

    [Fact]
    public async Task An_unreadable_file_holds_what_hangs_on_it_and_the_rest_is_migrated()
    {
        using Export export = Export.Generate(traps: false);
        await File.WriteAllTextAsync(Path.Combine(export.Path, "Tedavi_Planlari.xlsx"), "this is no workbook");
        (int exit, string output, string error) = await MigrateAsync(export.Path, "--json");
        Assert.True(exit == 1, error);
        using JsonDocument json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Dictionary<string, JsonElement> objects = json.RootElement.GetProperty("objects").EnumerateArray().ToDictionary(o => o.GetProperty("object").GetString()!);
        Assert.True(objects["patient"].GetProperty("created").GetInt64() > 0);
        Assert.True(objects["appointment"].GetProperty("created").GetInt64() > 0);
        Assert.Equal(0, objects["treatment_plan"].GetProperty("created").GetInt64());
        Assert.True(objects["procedure"].GetProperty("held").GetInt64() > 0);

        (_, string listed, _) = await MigrateAsync(export.Path);
        Assert.Contains("Tedavi_Planlari.xlsx", listed);
        Assert.Contains("SourceFileUnreadable", listed);
    }

    [Fact]
    public async Task A_missing_object_is_named_and_the_rest_is_migrated()
    {
        using Export export = Export.Generate(traps: false);
        File.Delete(Path.Combine(export.Path, "Klinikler.csv"));
        (int exit, string output, _) = await MigrateAsync(export.Path);
        Assert.Equal(1, exit);
        Assert.Contains("SourceObjectMissing", output);
        Assert.Contains("OrphanReference", output);
    }

    [Fact]
    public async Task A_command_line_that_makes_no_sense_ends_with_exit_2()
    {
        Assert.Equal(2, (await ConsoleProgram.RunAsync("migrate", "--system", "dentes")).Exit);
        Assert.Equal(2, (await ConsoleProgram.RunAsync("frobnicate")).Exit);
        Assert.Equal(2, (await ConsoleProgram.RunAsync("undo", "--ledger", _folder.File("none"), "--embedded", _folder.File("x.db"))).Exit);
    }

    [Fact]
    public async Task All_that_is_missing_is_named_at_once()
    {
        (_, _, string error) = await ConsoleProgram.RunAsync("migrate", "--system", "dentes");
        Assert.All((string[])["--embedded", "--map", "--ledger", "--source", "--fallback-owner"], option => Assert.Contains(option, error));
        (_, _, error) = await ConsoleProgram.RunAsync("sync", "--system", "dentes", "--accept-default-map", "somebody");
        Assert.Contains("The ledger has the map that was approved.", error);
    }

    [Fact]
    public async Task The_demonstration_comes_to_exactly_the_expected_outcome()
    {
        (int exit, string output, string error) = await ConsoleProgram.RunAsync("demo", "--out", _folder.Path);
        Assert.True(exit == 0, output + error);
        Assert.Contains("0 differ", output);
    }

    private Task<(int Exit, string Output, string Error)> MigrateAsync(string source, params string[] more) => ConsoleProgram.RunAsync(
    [
        "migrate", "--system", "dentes", "--source", source, "--embedded", _folder.File("contoso.db"), "--users", Repository.ExampleUsers,
        "--ledger", _folder.File("a.ledger"), "--accept-default-map", "test@contoso.com", "--fallback-owner", "admin@contoso.com", .. more,
    ]);
}
