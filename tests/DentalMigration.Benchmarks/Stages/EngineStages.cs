using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Undo;

namespace DentalMigration.Benchmarks.Stages;

/// <summary>What a stage works on.</summary>
internal sealed record StageGround(ISource Source, Target Target, string Ledger);

/// <summary>The engine's stages: each makes ready what is not to be measured, and gives what is; that answers how many rows it came to.</summary>
internal static class EngineStages
{
    public static readonly IReadOnlyDictionary<string, Func<StageGround, CancellationToken, Task<Func<Task<long>>>>> All =
        new Dictionary<string, Func<StageGround, CancellationToken, Task<Func<Task<long>>>>>(StringComparer.Ordinal)
        {
            ["read"] = (ground, stop) => Task.FromResult(() => ReadAsync(ground.Source, stop)),
            ["load"] = LoadAsync,
            ["sync"] = SyncAsync,
            ["undo"] = (ground, stop) => Task.FromResult(() => UndoAsync(ground, stop)),
        };

    /// <summary>Every record of every object, as a load reads them.</summary>
    private static async Task<long> ReadAsync(ISource source, CancellationToken stop)
    {
        long rows = 0;
        foreach (string name in source.Catalog.Objects.Select(o => o.Name).Where(source.Has))
        {
            await foreach (SourceRecord _ in source.Read(name, stop))
            {
                rows++;
            }
        }

        return rows;
    }

    private static async Task<Func<Task<long>>> LoadAsync(StageGround ground, CancellationToken stop)
    {
        Migration migration = await OpenAsync(ground, stop);
        return async () =>
        {
            using Migration open = migration;
            RunResult result = await GuardedLoad.LoadAsync(migration, ground.Target, null, _ => { }, null, stop);
            return result.Objects.Sum(o => o.Created);
        };
    }

    private static async Task<Func<Task<long>>> SyncAsync(StageGround ground, CancellationToken stop)
    {
        Migration migration = await OpenAsync(ground, stop);
        return async () =>
        {
            using Migration open = migration;
            RunResult result = await GuardedLoad.SyncAsync(migration, ground.Target, ground.Source, null, _ => { }, null, stop);
            return result.Objects.Sum(o => o.Created + o.Updated + o.Unchanged);
        };
    }

    private static async Task<long> UndoAsync(StageGround ground, CancellationToken stop)
    {
        UndoResult result = await UndoRun.RunAsync(ground.Ledger, ground.Target.Client, new UndoOptions(), TimeProvider.System, null, stop);
        return result.Objects.Sum(o => o.Deleted);
    }

    private static async Task<Migration> OpenAsync(StageGround ground, CancellationToken stop)
    {
        MigrationMap map = MapApprover.Approve(
            await MapProposer.ProposeAsync(DefaultMap.Create(ground.Source.Catalog.System), ground.Source, null, stop), "benchmark", TimeProvider.System, ignoreOpen: true);
        return await MigrationSession.OpenAsync(map, ground.Source, ground.Target, ground.Ledger, "admin@contoso.com", null, stop);
    }
}
