using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Limits;

/// <summary>The loader as it is, with its own scheduler, by one application user or several.</summary>
internal static class LoaderContestant
{
    /// <summary>The application users, by the names that they sign in by.</summary>
    public static readonly IReadOnlyList<TargetUser> Users = [new("Load One", "load1@contoso.com", Role: "System Administrator"), new("Load Two", "load2@contoso.com", Role: "System Administrator")];

    public static async Task PlayAsync(Uri url, string system, string export, string ledger, int users, int batch, CancellationToken stop)
    {
        using ISource source = SourceOpener.OpenFolder(system, export);
        using Target target = await TargetOpener.ConnectAsync(url, [.. Users.Take(users).Select(u => SignIn.As(u.Email))], stop);
        MigrationMap map = MapApprover.Approve(
            await MapProposer.ProposeAsync(DefaultMap.Create(system), source, null, stop), "benchmark", TimeProvider.System, ignoreOpen: true);
        MigrationSetup setup;
        using (Migration made = await MigrationSession.OpenAsync(map, source, target, ledger, "admin@contoso.com", null, stop))
        {
            setup = made.Setup;
        }

        using Migration migration = await Migration.OpenAsync(setup with { Options = new LoadOptions { BatchSize = batch } }, stop);
        await GuardedLoad.LoadAsync(migration, target, null, _ => { }, null, stop);
    }
}
