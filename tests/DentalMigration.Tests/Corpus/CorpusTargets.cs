using System.Collections.Concurrent;
using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Corpus;

/// <summary>Organisations that have a system's schema already: made once a system, and copied.</summary>
public sealed class CorpusTargets : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new(StringComparer.Ordinal);

    /// <summary>The approved default map of a system.</summary>
    public static MigrationMap Map(string system) => MapApprover.Approve(DefaultMap.Create(system), "test@contoso.com", TimeProvider.System);

    /// <summary>A copy of a system's organisation in a folder of the caller's.</summary>
    public async Task<EmbeddedDataverse> OpenAsync(string system, string path)
    {
        string template = await _templates.GetOrAdd(system, s => new Lazy<Task<string>>(() => MakeAsync(s))).Value;
        File.Copy(template, path);
        return EmbeddedDataverse.Open(path, new EmbeddedDataverseOptions());
    }

    /// <summary>A client of it for which no time passes.</summary>
    public static Task<Target> ConnectAsync(EmbeddedDataverse dataverse) => Target.ConnectAsync(
        new DataverseConnection { Url = new Uri("http://localhost/"), Handler = new EmulatorHandler(dataverse), Clock = HastyClock.Instance },
        CancellationToken.None);

    public void Dispose() => _folder.Dispose();

    private async Task<string> MakeAsync(string system)
    {
        string path = _folder.File($"{system}.db");
        bool isTurkish = system == "dentes";
        string users = Path.Combine(Repository.Root, "examples", isTurkish ? "contoso-users.csv" : "contoso-us-users.csv");
        var options = new EmbeddedDataverseOptions { Users = TargetUsers.Read(users), BaseCurrencyCode = isTurkish ? "TRY" : "USD" };
        using EmbeddedDataverse dataverse = EmbeddedDataverse.Open(path, options);
        using Target target = await ConnectAsync(dataverse);
        using ISource source = SourceOpener.OpenFolder(system, Path.Combine(Repository.Root, "examples", system));
        using (await MigrationSession.OpenAsync(Map(system), source, target, _folder.File($"{system}.ledger"), "admin@contoso.com", null, CancellationToken.None))
        {
            return path;
        }
    }
}
