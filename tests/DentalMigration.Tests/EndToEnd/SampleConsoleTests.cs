using System.Text.Json;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>The console's <c>sample</c>, as a process of its own.</summary>
public sealed class SampleConsoleTests
{
    private static readonly string[] Reading = ["sample", "--system", "dentes", "--source", Repository.Example, "--count", "12", "--json"];

    [Fact]
    public async Task ItTellsTheKindsAndWritesTheKeys()
    {
        using var folder = new TempFolder();
        string file = folder.File("sample.csv");
        (int exit, string output, string error) = await ConsoleProgram.RunAsync([.. Reading, "--seed", "3", "--out", file]);
        Assert.Equal((0, ""), (exit, error));
        JsonElement told = JsonDocument.Parse(output.Trim().Split('\n')[^1]).RootElement;
        Assert.Equal(12, told.GetProperty("patients").GetInt32());
        Assert.Contains(told.GetProperty("strata").EnumerateArray(), s => s.GetProperty("name").GetString() == "DualCoverage" && s.GetProperty("chosen").GetInt32() > 0);
        string[] lines = File.ReadAllLines(file);
        Assert.Equal("Object,Key", lines[0]);
        Assert.Equal(12, lines.Count(l => l.StartsWith("patient,", StringComparison.Ordinal)));
        Assert.Equal(lines.Length - 1, told.GetProperty("records").EnumerateObject().Sum(o => o.Value.GetInt32()));
    }

    [Fact]
    public async Task WithALedgerItIsLoadedAndNothingElseIs()
    {
        using var folder = new TempFolder();
        string[] loading =
        [
            .. Reading, "--ledger", folder.File("rehearsal.ledger"), "--embedded", folder.File("sandbox.db"), "--users", Repository.ExampleUsers,
            "--fallback-owner", "admin@contoso.com", "--accept-default-map", "ayse@contoso.com", "--ignore-open",
        ];
        (int exit, string output, string error) = await ConsoleProgram.RunAsync(loading);
        Assert.True(exit is 0 or 1, error);
        JsonElement patients = JsonDocument.Parse(output.Trim().Split('\n')[^1]).RootElement.GetProperty("load").GetProperty("objects")
            .EnumerateArray().Single(o => o.GetProperty("object").GetString() == "patient");
        int done = patients.GetProperty("created").GetInt32() + patients.GetProperty("held").GetInt32() + patients.GetProperty("rejected").GetInt32();
        Assert.InRange(done, 12, 24);
        Assert.Equal(patients.GetProperty("read").GetInt32() - done, patients.GetProperty("filtered").GetInt32());
    }

    [Fact]
    public async Task ATargetWithoutALedgerIsRefused()
    {
        using var folder = new TempFolder();
        (int exit, _, string error) = await ConsoleProgram.RunAsync([.. Reading, "--embedded", folder.File("sandbox.db")]);
        Assert.Equal(2, exit);
        Assert.Contains("--ledger", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("sandbox.db")));
    }
}
