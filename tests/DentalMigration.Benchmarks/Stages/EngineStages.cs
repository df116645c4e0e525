using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;
using DentalMigration.Undo;

namespace DentalMigration.Benchmarks.Stages;

/// <summary>What a stage works on.</summary>
internal sealed record StageGround(ISource Source, Target Target, string Ledger);

/// <summary>The engine's stages: each makes ready what is not to be measured, and gives what is; that answers what it came to.</summary>
internal static class EngineStages
{
    public static readonly IReadOnlyDictionary<string, Func<StageGround, CancellationToken, Task<Func<Task<StageYield>>>>> All =
        new Dictionary<string, Func<StageGround, CancellationToken, Task<Func<Task<StageYield>>>>>(StringComparer.Ordinal)
        {
            ["read"] = (ground, stop) => Task.FromResult(() => ReadAsync(ground.Source, stop)),
            ["load"] = LoadAsync,
            ["sync"] = SyncAsync,
            ["undo"] = (ground, stop) => Task.FromResult(() => UndoAsync(ground, stop)),
        };

    /// <summary>Every record of every object, as a load reads them.</summary>
    private static async Task<StageYield> ReadAsync(ISource source, CancellationToken stop)
    {
        long rows = 0;
        foreach (string name in source.Catalog.Objects.Select(o => o.Name).Where(source.Has))
        {
            await foreach (SourceRecord _ in source.Read(name, stop))
            {
                rows++;
            }
        }

        return new StageYield(rows);
    }

    private static async Task<Func<Task<StageYield>>> LoadAsync(StageGround ground, CancellationToken stop)
    {
        Migration migration = await OpenAsync(ground, stop);
        return async () =>
        {
            using Migration open = migration;
            RunResult result = await GuardedLoad.LoadAsync(migration, ground.Target, null, _ => { }, null, stop);
            return new StageYield(result.Objects.Sum(o => o.Created), RunCounts.Of(result.Objects));
        };
    }

    private static async Task<Func<Task<StageYield>>> SyncAsync(StageGround ground, CancellationToken stop)
    {
        Migration migration = await OpenAsync(ground, stop);
        return async () =>
        {
            using Migration open = migration;
            RunResult result = await GuardedLoad.SyncAsync(migration, ground.Target, ground.Source, null, _ => { }, null, stop);
            return new StageYield(result.Objects.Sum(o => o.Created + o.Updated + o.Unchanged), RunCounts.Of(result.Objects));
        };
    }

    private static async Task<StageYield> UndoAsync(StageGround ground, CancellationToken stop)
    {
        UndoResult result = await UndoRun.RunAsync(ground.Ledger, ground.Target.Client, new UndoOptions(), TimeProvider.System, null, stop);
        return result.IsComplete
            ? new StageYield(result.Objects.Sum(o => o.Deleted))
            : throw new InvalidOperationException($"The undo kept {result.Objects.Sum(o => o.Kept)} rows and {result.Components.Count(c => !c.Removed)} components.");
    }

    private static async Task<Migration> OpenAsync(StageGround ground, CancellationToken stop)
    {
        MigrationMap map = MapApprover.Approve(
            await MapProposer.ProposeAsync(DefaultMap.Create(ground.Source.Catalog.System), ground.Source, null, stop), "benchmark", TimeProvider.System, ignoreOpen: true);
        return await MigrationSession.OpenAsync(map, ground.Source, ground.Target, ground.Ledger, "admin@contoso.com", null, stop);
    }
}
