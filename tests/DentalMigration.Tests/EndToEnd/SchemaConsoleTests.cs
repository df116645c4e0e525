using System.Text.Json;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>The console's <c>schema</c> command: the plan, what is made of it, and what is left then.</summary>
public sealed class SchemaConsoleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plan_is_made_kind_by_kind_and_then_nothing_is_missing()
    {
        JsonElement plan = await RunAsync(0);
        int missing = plan.GetProperty("missing").GetInt32();
        Assert.True(missing > 200);
        Assert.Equal(0, plan.GetProperty("created").GetInt32());
        JsonElement first = await RunAsync(0, "--create", "--exclude", "View", "Form", "Chart", "Dashboard", "SiteMap", "App");
        Assert.Equal(0, first.GetProperty("missing").GetInt32());
        JsonElement rest = await RunAsync(0, "--create", "--measure");
        Assert.Equal(missing, first.GetProperty("created").GetInt32() + rest.GetProperty("created").GetInt32());
        Assert.Equal(0, (await RunAsync(0)).GetProperty("missing").GetInt32());
    }

    [Fact]
    public async Task What_is_asked_of_it_must_make_sense()
    {
        (int exit, _, string error) = await ConsoleProgram.RunAsync("schema", "--embedded", _folder.File("contoso.db"));
        Assert.Equal(2, exit);
        Assert.Contains("--map FILE", error, StringComparison.Ordinal);
    }

    private async Task<JsonElement> RunAsync(int expected, params string[] more)
    {
        (int exit, string output, string error) = await ConsoleProgram.RunAsync(
            ["schema", "--system", "dentes", "--source", Repository.Example, "--embedded", _folder.File("contoso.db"), "--json", .. more]);
        Assert.True(expected == exit, error);
        return JsonElement.Parse(output.TrimEnd().Split('\n')[^1]);
    }
}
