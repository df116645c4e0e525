using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Loading;

/// <summary>A run tells how far it is.</summary>
public sealed class LoadProgressTests
{
    [Fact]
    public async Task The_first_run_estimates_how_many_records_there_are_and_the_next_one_knows()
    {
        using Export export = Export.Generate(traps: false, patients: 400);
        using Crew crew = await Crew.StartAsync(users: 2);
        using Migration migration = await crew.OpenAsync(export.Path);
        List<LoadProgress> first = await LoadAsync(crew, migration);
        long appointments = first.Last(p => p is { Stage: "load", Object: "appointment" }).Done;
        LoadProgress estimate = first.Last(p => p is { Object: "appointment", IsEstimate: true });
        Assert.InRange(estimate.Total, appointments * 0.7, appointments * 1.5);
        Assert.Contains(first, p => p.Remaining > TimeSpan.Zero);
        Assert.Contains(first, p => p.RowsPerSecond > 0);
        Assert.All(first, p => Assert.True(p.Total == 0 || p.Done <= p.Total));
        Assert.Contains(first, p => p.Stage == "check");
        Assert.Contains(first, p => p.Stage == "prepare");
        Assert.Contains(first, p => p.Stage == "verify");
        Assert.All(first.Where(p => p.Stage == "load"), p => Assert.Equal(2, p.Users));

        List<LoadProgress> second = await LoadAsync(crew, migration);
        Assert.All(second.Where(p => p is { Stage: "load", Object: "appointment" }), p => Assert.Equal((appointments, false), (p.Total, p.IsEstimate)));
    }

    [Fact]
    public async Task An_undo_tells_its_pace_and_what_is_left()
    {
        using Export export = Export.Generate(traps: false, patients: 60);
        using Crew crew = await Crew.StartAsync(users: 1);
        using (Migration migration = await crew.OpenAsync(export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        var told = new List<LoadProgress>();
        crew.Wire.Tap = async (_, _, pass) =>
        {
            crew.Clock.Advance(TimeSpan.FromSeconds(1));
            return await pass();
        };
        await DentalMigration.Undo.UndoRun.RunAsync(
            crew.LedgerPath, crew.Target.Client, new DentalMigration.Undo.UndoOptions { BatchSize = 20 }, crew.Clock, new Listener(told), CancellationToken.None);
        Assert.Contains(told, p => p is { Stage: "undo", RowsPerSecond: > 0, Remaining: not null });
    }

    /// <summary>Loads while a second passes with each request, so that every report is due.</summary>
    private static async Task<List<LoadProgress>> LoadAsync(Crew crew, Migration migration)
    {
        var told = new List<LoadProgress>();
        crew.Wire.Tap = async (_, _, pass) =>
        {
            crew.Clock.Advance(TimeSpan.FromSeconds(1));
            return await pass();
        };
        await GuardedLoad.LoadAsync(migration, crew.Target, null, _ => { }, new Listener(told), CancellationToken.None);
        crew.Wire.Tap = null;
        return told;
    }

    private sealed class Listener(List<LoadProgress> told) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value)
        {
            lock (told)
            {
                told.Add(value);
            }
        }
    }
}
