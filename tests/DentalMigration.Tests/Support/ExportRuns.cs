using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Sources;

namespace DentalMigration.Tests.Support;

/// <summary>A first load of an export, and deltas of what became of it; of each it is asserted that no record was lost.</summary>
internal static class ExportRuns
{
    public static async Task<Migration> LoadAsync(this Export export, Cutover cutover)
    {
        Migration migration = await cutover.OpenAsync(export.Path);
        RunResult load = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.True(load.IsConserved);
        return migration;
    }

    public static async Task<RunResult> SyncAsync(this Export export, Migration migration, MissingAction? onMissing = null)
    {
        using ISource newer = SourceOpener.OpenFolder("dentes", export.Path);
        RunResult delta = await migration.SyncAsync(newer, onMissing, null, CancellationToken.None);
        Assert.True(delta.IsConserved);
        return delta;
    }
}
