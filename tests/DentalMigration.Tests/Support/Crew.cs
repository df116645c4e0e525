using System.Net.Http.Headers;
using System.Text;
using Azure.Core;
using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Emulator.Throttling;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Support;

/// <summary>An organisation whose application users <c>load1@contoso.com</c> and so on share the administrator's work, on a clock of the test.</summary>
public sealed class Crew : IDisposable
{
    private readonly TempFolder _folder;
    private readonly string _system;
    private EmbeddedDataverse _dataverse;

    private Crew(TempFolder folder, string system, TestClock clock, EmbeddedDataverse dataverse, Wire wire, Target target)
    {
        (_folder, _system, Clock, _dataverse, Wire, Target) = (folder, system, clock, dataverse, wire, target);
    }

    public TestClock Clock { get; }

    public Wire Wire { get; private set; }

    public Target Target { get; private set; }

    public string LedgerPath => _folder.File("crew.ledger");

    /// <summary>Makes a new organisation.</summary>
    /// <param name="system">The source system.</param>
    /// <param name="users">How many sign in, the administrator first.</param>
    public static async Task<Crew> StartAsync(string system = "dentes", int users = 2)
    {
        var folder = new TempFolder();
        var clock = new TestClock { Leaps = true };
        EmbeddedDataverse dataverse = EmbeddedDataverse.Open(folder.File("contoso.db"), Options(system, clock));
        var wire = new Wire { InnerHandler = new EmulatorHandler(dataverse) };
        return new Crew(folder, system, clock, dataverse, wire, await ConnectAsync(wire, clock, users));
    }

    /// <summary>The name by which a user signs in, from 0.</summary>
    public static string Name(int user) => user == 0 ? "admin@contoso.com" : $"load{user}@contoso.com";

    /// <summary>The user that a request comes from.</summary>
    public static string Of(HttpRequestMessage request) => request.Headers.Authorization!.Parameter!;

    /// <summary>Opens the organisation anew, with limits and as so many users, on a clock that stands still.</summary>
    public async Task ReopenAsync(ServiceLimits? limits, int users)
    {
        Close();
        Clock.Leaps = false;
        _dataverse = EmbeddedDataverse.Open(_folder.File("contoso.db"), Options(_system, Clock) with { Limits = limits });
        Wire = new Wire { InnerHandler = new EmulatorHandler(_dataverse) };
        Target = await ConnectAsync(Wire, Clock, users);
    }

    /// <summary>Opens the migration of an export; makes its schema where it is missing.</summary>
    public async Task<Migration> OpenAsync(string source, LoadOptions? options = null)
    {
        MigrationMap map = MapApprover.Approve(DefaultMap.Create(_system), "test@contoso.com", TimeProvider.System);
        using Migration made = await MigrationSession.OpenAsync(
            map, SourceOpener.OpenFolder(_system, source), Target, LedgerPath, "admin@contoso.com", null, CancellationToken.None);
        MigrationSetup setup = made.Setup;
        made.Dispose();
        return await Migration.OpenAsync(setup with { Clock = Clock, Options = options ?? new LoadOptions() }, CancellationToken.None);
    }

    public Task<UndoResult> UndoAsync(UndoOptions? options = null) => UndoRun.RunAsync(
        LedgerPath, Target.Client, (options ?? new UndoOptions()) with { FurtherUsers = Target.FurtherUsers }, Clock, null, CancellationToken.None);

    public Task<string> DigestAsync() => Target.DigestAsync(false, CancellationToken.None);

    /// <summary>Makes requests go wrong from now on, or, with null, no longer.</summary>
    public async Task FaultAsync(string? profile)
    {
        using var client = new HttpClient(new EmulatorHandler(_dataverse));
        var url = new Uri("http://localhost/emulator/faults");
        using HttpResponseMessage answer = profile is null
            ? await client.DeleteAsync(url)
            : await client.PostAsync(url, new StringContent(profile, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")));
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }

    private static EmbeddedDataverseOptions Options(string system, TestClock clock) => new()
    {
        Clock = clock,
        KeyActivation = TimeSpan.Zero,
        JobDelay = TimeSpan.Zero,
        BaseCurrencyCode = system == "dentes" ? "TRY" : "USD",
        Roles = [new EmbeddedRole("Half", ["prvOverrideCreatedOnCreatedBy"])],
        Users =
        [
            .. TargetUsers.Read(Repository.ExampleUsers),
            new EmbeddedUser("Load One", Name(1)) { Role = "System Administrator" }, new EmbeddedUser("Load Two", Name(2)) { Role = "System Administrator" }, new EmbeddedUser("Load Half", "half@contoso.com") { Role = "Half" },
        ],
    };

    private static Task<Target> ConnectAsync(Wire wire, TestClock clock, int users) => Target.ConnectAsync(
        [.. Enumerable.Range(0, users).Select(u => Connection(wire, clock, Name(u)))], CancellationToken.None);

    /// <summary>How a user reaches the organisation.</summary>
    public static DataverseConnection Connection(Wire wire, TestClock clock, string user) => new()
    {
        Url = new Uri("http://localhost/"), Handler = wire, Clock = clock, Timeout = TimeSpan.FromDays(1), MaxRetries = 30, Credential = new Token(user),
    };

    private void Close()
    {
        Target.Dispose();
        Wire.Dispose();
        _dataverse.Dispose();
    }

    private sealed class Token(string name) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(name, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
