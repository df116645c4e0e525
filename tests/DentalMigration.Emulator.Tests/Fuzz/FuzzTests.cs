using System.Globalization;
using System.Text.Json.Nodes;
using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Fuzz;

/// <summary>
/// Fifty thousand spoilt requests in one run: none is answered with an error of the server's own, and what is left in the file is
/// what the accepted requests alone leave in another.
/// </summary>
public sealed class FuzzTests
{
    private const int Requests = 50_000;
    private const string SeedVariable = "DENTALMIGRATION_FUZZ_SEED";

    [Fact]
    [Documented("PD:webapi/compose-http-requests-handle-errors.md", "Whatever a client sends, it gets the documented error or 400, and a refused request writes nothing")]
    public async Task Spoilt_requests_are_refused_and_leave_no_trace()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int given) ? given : 20260302;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}; set {SeedVariable} for another."));
        using var folder = new Folder();
        var accepted = new List<FuzzRequest>();
        var failures = new List<string>();
        using EmbeddedDataverse dataverse = await OpenAsync(folder, "fuzzed.db");
        var random = new Random(seed);
        var templates = new FuzzTemplates(random);
        var mutations = new FuzzMutations(random);
        int refused = 0;
        for (int i = 0; i < Requests && failures.Count < 20; i++)
        {
            FuzzRequest request = templates.Next();
            for (int times = random.Next(4); times > 0; times--)
            {
                request = mutations.Apply(request);
            }
            if (await request.SendAsync(dataverse) is not { } answer)
            {
                continue;
            }
            if (answer.Status >= 500 && answer.Status != 501)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"#{i} {answer.Status} {answer.Body}: {request}"));
            }
            refused += answer.Status >= 400 ? 1 : 0;
            if (request.IsWrite && (answer.Status < 400 || request.IsBatch))
            {
                accepted.Add(request);
            }
        }
        Assert.True(failures.Count == 0, $"Seed {seed}:\n" + string.Join("\n", failures));
        Assert.True(refused > Requests / 5 && accepted.Count > Requests / 20, $"{refused} refused, {accepted.Count} accepted: too few of either to mean anything.");
        Assert.Equal(await ReplayAsync(folder, accepted), await DigestAsync(dataverse));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{refused} refused, {accepted.Count} writes accepted."));
    }

    private static async Task<string> ReplayAsync(Folder folder, List<FuzzRequest> accepted)
    {
        using EmbeddedDataverse replay = await OpenAsync(folder, "replayed.db");
        foreach (FuzzRequest request in accepted)
        {
            await request.SendAsync(replay);
        }
        return await DigestAsync(replay);
    }

    private static async Task<EmbeddedDataverse> OpenAsync(Folder folder, string name)
    {
        EmbeddedDataverse dataverse = EmbeddedDataverse.Open(Path.Combine(folder.Path, name), new()
        {
            Clock = new ManualClock(), KeyActivation = TimeSpan.Zero, JobDelay = TimeSpan.Zero, Users = [new("Ayşe Yılmaz", "ayse@contoso.com")],
        });
        foreach ((string url, string body) in ((string, string)[])
        [
            ("EntityDefinitions", Definitions.Table("new_Clinic")), ("EntityDefinitions(LogicalName='new_clinic')/Attributes", Definitions.Column("File", "new_Scan")),
            ("EntityDefinitions(LogicalName='new_clinic')/Attributes", Definitions.Column("String", "new_Code")), ("EntityDefinitions(LogicalName='new_clinic')/Keys", Definitions.Key("new_Key", "new_code")),
            ("RelationshipDefinitions", Definitions.Lookup("new_clinic_account", "new_clinic", "account", "new_AccountId")),
        ])
        {
            (int Status, string Body)? made = await new FuzzRequest("POST", url, [new("Content-Type", "application/json")], System.Text.Encoding.UTF8.GetBytes(body)).SendAsync(dataverse);
            Assert.Equal(204, made?.Status);
        }
        return dataverse;
    }

    private static async Task<string> DigestAsync(EmbeddedDataverse dataverse)
    {
        await new FuzzRequest("GET", "WhoAmI", [], []).SendAsync(dataverse);
        EmulatorResponse answer = await dataverse.HandleAsync(new("GET", new Uri("http://localhost/emulator/digest"), [], Stream.Null), TestContext.Current.CancellationToken);
        return JsonNode.Parse(answer.Body.Span)!["digest"]!.ToString();
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("fuzz").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
