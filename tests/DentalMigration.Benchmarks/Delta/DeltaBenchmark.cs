using System.Globalization;
using DentalMigration.Benchmarks.Load;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;

namespace DentalMigration.Benchmarks.Delta;

/// <summary>
/// <c>delta</c>: a delta with one record in a hundred changed, beyond the reading of its files, against the load of the same export; raw, and where
/// each request takes its time as of a real service.
/// </summary>
internal static class DeltaBenchmark
{
    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        bool isSmoke = settings.Size == BenchmarkSize.Smoke; // then one turn serves for both
        int rows = settings.Amount ?? settings.Pick(1_000_000, 30_000, 2_000);
        int modelRows = Math.Min(rows, settings.Pick(100_000, 10_000, int.MaxValue));
        int rounds = settings.Rounds ?? settings.Pick(3, 1, 1);
        ServiceTime time = isSmoke ? new ServiceTime(5, 1) : ServiceTime.Model;
        List<DeltaTurn> model = await TurnsAsync(settings.System, modelRows, time, rounds, cancellationToken);
        List<DeltaTurn> raw = isSmoke ? model : await TurnsAsync(settings.System, rows, ServiceTime.None, rounds, cancellationToken);
        return new BenchmarkResult(
            "delta",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{settings.System}, {raw[0].Load.Rows:N0} rows of a whole practice, {raw[0].Delta.Counts.Updated:N0} of them changed, {rounds} rounds; model: {time}, {model[0].Load.Rows:N0} rows"),
            [.. Of("raw", raw), .. Of("model", model)])
        {
            Remark = $"Exactly the changed rows were updated. Raw, client and server share the processors. Under the model there are no more than {modelRows:N0} rows, so that it takes minutes; what a delta "
                + "begins with, whatever its size, weighs the more there.",
        };
    }

    private static async Task<List<DeltaTurn>> TurnsAsync(string system, int rows, ServiceTime time, int rounds, CancellationToken cancellationToken)
    {
        using var stand = new Stand(system);
        var export = ChangedExport.Of(stand, await PracticeFiles.GenerateAsync(stand, "practice", rows), "changed");
        await stand.PrepareAsync(export.Before);
        var turns = new List<DeltaTurn>();
        for (int round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            turns.Add(await DeltaTurn.RunAsync(stand, export, time));
        }

        return turns;
    }

    private static IEnumerable<Figure> Of(string part, List<DeltaTurn> turns) =>
    [
        Of($"{part}: time, (delta − reading) over the load", turns, t => t.Part) with { AtMost = 0.05 },
        Of($"{part}: client CPU, (delta − reading) over the load", turns, t => t.ClientPart),
        Of($"{part}: the load", turns, t => t.Load.Seconds, "s"),
        Of($"{part}: reading", turns, t => t.Reading.Seconds, "s"),
        Of($"{part}: the delta", turns, t => t.Delta.Seconds, "s"),
        Of($"{part}: rows/s of the delta", turns, t => t.Delta.RowsPerSecond),
        Of($"{part}: unchanged rows/s beyond reading", turns, t => t.Delta.Counts.Unchanged / (t.Delta.Seconds - t.Reading.Seconds)),
        Of($"{part}: client CPU of the delta for an unchanged row", turns, t => t.ClientPerUnchanged, "µs"),
        Of($"{part}: of that, reading", turns, t => t.ClientPerRead, "µs"),
        Of($"{part}: server CPU, the delta over the load", turns, t => t.Delta.Server / t.Load.Server),
        Of($"{part}: requests of the delta", turns, t => t.Delta.Run.Outcome.Times!.Requests),
        Of($"{part}: peak memory of the delta", turns, t => t.Delta.Run.Outcome.Peak / 1e6, "MB"),
    ];

    private static Figure Of(string name, List<DeltaTurn> turns, Func<DeltaTurn, double> of, string unit = "") => Figure.Of(name, turns.Select(of), unit);
}
