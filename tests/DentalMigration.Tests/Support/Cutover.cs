using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Sources;
using DentalMigration.Undo;

namespace DentalMigration.Tests.Support;

/// <summary>An export, an embedded organisation and a ledger in one folder, driven as the front ends drive them.</summary>
public sealed class Cutover : IDisposable
{
    private readonly TempFolder _folder;

    private Cutover(Target target, TempFolder folder)
    {
        Target = target;
        _folder = folder;
    }

    public Target Target { get; }

    public string LedgerPath => _folder.File("cutover.ledger");

    public static async Task<Cutover> StartAsync(string? currency = "TRY")
    {
        var folder = new TempFolder();
        var options = new EmbeddedDataverseOptions { Users = TargetUsers.Read(Repository.ExampleUsers), BaseCurrencyCode = currency ?? "USD" };
        Target target = await Target.OpenEmbeddedAsync(folder.File("contoso.db"), options, CancellationToken.None);
        return new Cutover(target, folder);
    }

    public string File(string name) => _folder.File(name);

    public async Task<Migration> OpenAsync(string source, MigrationMap? map = null) =>
        await OpenAsync(SourceOpener.OpenFolder("dentes", source), map);

    public async Task<Migration> OpenAsync(ISource source, MigrationMap? map = null) => await MigrationSession.OpenAsync(
        MapApprover.Approve(map ?? DefaultMap.Create("dentes"), "test@contoso.com", TimeProvider.System),
        source,
        Target,
        LedgerPath,
        "admin@contoso.com",
        null,
        CancellationToken.None);

    public Task<UndoResult> UndoAsync(UndoOptions? options = null) =>
        UndoRun.RunAsync(LedgerPath, Target.Client, options ?? new UndoOptions(), TimeProvider.System, null, CancellationToken.None);

    public Task<string> DigestAsync(bool exact = false) => Target.DigestAsync(exact, CancellationToken.None);

    public void Dispose()
    {
        Target.Dispose();
        _folder.Dispose();
    }
}
