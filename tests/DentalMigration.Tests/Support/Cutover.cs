using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Sources;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Support;

/// <summary>An export, an embedded organisation and a ledger in one folder, driven as the front ends drive them.</summary>
public sealed class Cutover : IDisposable
{
    private readonly TempFolder _folder;

    private readonly EmbeddedDataverse _dataverse;

    private Cutover(Target target, EmbeddedDataverse dataverse, Wire wire, TempFolder folder)
    {
        Target = target;
        _dataverse = dataverse;
        Wire = wire;
        _folder = folder;
    }

    /// <summary>What lies between the migration and the organisation.</summary>
    public Wire Wire { get; }

    public Target Target { get; }

    public string LedgerPath => _folder.File("cutover.ledger");

    /// <summary>Where the ledger is; on this machine only, unless a test says otherwise.</summary>
    public LedgerPlace? Place { get; set; }

    public static async Task<Cutover> StartAsync(string? currency = "TRY", string users = "contoso-users.csv")
    {
        var folder = new TempFolder();
        var options = new EmbeddedDataverseOptions { Users = TargetUsers.Read(Path.Combine(Repository.Root, "examples", users)), BaseCurrencyCode = currency ?? "USD" };
        EmbeddedDataverse dataverse = EmbeddedDataverse.Open(folder.File("contoso.db"), options);
        var wire = new Wire { InnerHandler = new EmulatorHandler(dataverse) };
        Target target = await Target.ConnectAsync(
            new DataverseConnection { Url = new Uri("http://localhost/"), Handler = wire, Clock = HastyClock.Instance }, CancellationToken.None);
        return new Cutover(target, dataverse, wire, folder);
    }

    public string File(string name) => _folder.File(name);

    public async Task<Migration> OpenAsync(string source, MigrationMap? map = null, string? ledger = null) =>
        await OpenAsync(SourceOpener.OpenFolder(map?.System ?? "dentes", source), map, ledger);

    public async Task<Migration> OpenAsync(ISource source, MigrationMap? map = null, string? ledger = null) => await MigrationSession.OpenAsync(
        MapApprover.Approve(map ?? DefaultMap.Create(source.Catalog.System), "test@contoso.com", TimeProvider.System),
        source,
        Target,
        ledger is null ? Place ?? LedgerPath : File(ledger),
        "admin@contoso.com",
        null,
        CancellationToken.None);

    public Task<UndoResult> UndoAsync(UndoOptions? options = null, string? ledger = null) =>
        UndoRun.RunAsync(ledger is null ? Place ?? LedgerPath : File(ledger), Target.Client, options ?? new UndoOptions(), TimeProvider.System, null, CancellationToken.None);

    public Task<string> DigestAsync(bool exact = false) => Target.DigestAsync(exact, CancellationToken.None);

    public void Dispose()
    {
        Target.Dispose();
        Wire.Dispose();
        _dataverse.Dispose();
        _folder.Dispose();
    }
}
