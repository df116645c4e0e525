using System.Text.Json;
using DentalMigration.Hosting;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary><c>reconcile</c>, <c>diff</c> and <c>repair</c> as scripts use them.</summary>
public sealed class RepairConsoleTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Export _export = Export.Generate(traps: false, patients: 8);

    public void Dispose()
    {
        _export.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_reconcile_and_diff_find_repair_corrects()
    {
        (int exit, string output, string error) = await ConsoleProgram.RunAsync(
        [
            "migrate", "--accept-default-map", "test@contoso.com", "--users", Repository.ExampleUsers, .. Common("--json"),
        ]);
        Assert.True(exit == 1, output + error); // two providers have no user
        Assert.Equal((0, 0), await CountAsync("differing", "reconcile", "--json"));
        (exit, JsonElement same) = await JsonAsync("diff", "--json");
        Assert.Equal((0, 0), (exit, same.GetProperty("differences").GetArrayLength()));

        Guid id = await SpoilAsync();
        Assert.Equal(1, (await JsonAsync("reconcile", "--json")).Exit);
        (exit, JsonElement diff) = await JsonAsync("diff", "--object", "patient", "--json");
        Assert.Equal(1, exit);
        JsonElement difference = Assert.Single(diff.GetProperty("differences").EnumerateArray());
        Assert.Equal(("lastname", id), (difference.GetProperty("column").GetString(), difference.GetProperty("id").GetGuid()));
        Assert.Equal(JsonValueKind.Null, difference.GetProperty("target").ValueKind); // values only where they are asked for

        (exit, JsonElement left) = await JsonAsync("repair", "--json");
        Assert.Equal((1, "Skipped"), (exit, Assert.Single(left.GetProperty("rows").EnumerateArray()).GetProperty("outcome").GetString()));
        string script = _folder.File("corrections.ps1");
        (_, JsonElement planned) = await JsonAsync("repair", "--include-changed-since", "--as-script", script, "--json");
        Assert.Equal((0, "Planned"), (planned.GetProperty("run").GetInt64(), planned.GetProperty("rows")[0].GetProperty("outcome").GetString()));
        Assert.Contains(id.ToString("D"), await File.ReadAllTextAsync(script));
        (exit, JsonElement done) = await JsonAsync("repair", "--object", "patient", "--id", id.ToString("D"), "--json");
        Assert.Equal((0, 1), (exit, done.GetProperty("objects")[0].GetProperty("updated").GetInt32()));
        Assert.Equal((0, 0), await CountAsync("differing", "reconcile", "--json"));
    }

    [Fact]
    public async Task A_ledger_that_is_not_there_and_a_key_without_object_say_so()
    {
        (int exit, _, string error) = await ConsoleProgram.RunAsync(["reconcile", .. Common()]);
        Assert.Equal(2, exit);
        Assert.StartsWith("LedgerNotFound: ", error, StringComparison.Ordinal);
        (exit, _, error) = await ConsoleProgram.RunAsync(["repair", "--key", "1", .. Common()]);
        Assert.Equal(2, exit);
        Assert.Contains("--object", error);
    }

    private string[] Common(params string[] more) =>
    [
        "--ledger", _folder.File("a.ledger"), "--system", "dentes", "--source", _export.Path, "--embedded", _folder.File("contoso.db"),
        "--fallback-owner", "zeynep.kilic@example.com", .. more,
    ];

    private async Task<(int Exit, JsonElement Json)> JsonAsync(string command, params string[] more)
    {
        (int exit, string output, string error) = await ConsoleProgram.RunAsync([command, .. Common(more)]);
        Assert.True(exit < 2, output + error);
        return (exit, JsonElement.Parse(output.TrimEnd().Split('\n')[^1]));
    }

    private async Task<(int Exit, int Count)> CountAsync(string property, string command, params string[] more)
    {
        (int exit, JsonElement json) = await JsonAsync(command, more);
        return (exit, json.GetProperty(property).GetInt32());
    }

    private async Task<Guid> SpoilAsync()
    {
        using Target target = await Target.OpenEmbeddedAsync(_folder.File("contoso.db"), null, CancellationToken.None);
        Guid id = (await target.Client.QueryAsync("contacts?$select=contactid&$filter=new_sourcepatientid ne null&$top=1", null, CancellationToken.None).FirstAsync())
            .GetProperty("contactid").GetGuid();
        await target.Client.UpdateAsync("contacts", id, """{"lastname":"Nobody"}"""u8.ToArray(), null, CancellationToken.None);
        return id;
    }
}
