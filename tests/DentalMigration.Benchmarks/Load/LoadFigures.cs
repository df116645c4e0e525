using DentalMigration.Benchmarks.Results;
using DentalMigration.Loading;

namespace DentalMigration.Benchmarks.Load;

/// <summary>What <c>load</c> tells.</summary>
internal static class LoadFigures
{
    private static readonly LoadOptions Options = new();

    /// <summary>Client and server share the machine's processors; what counts is the client's own processor time.</summary>
    public static IEnumerable<Figure> Raw(LoadTurns turns) =>
    [
        Of("raw: client CPU a row, ours", turns.Ours, t => t.Client, "µs") with { AtMost = 40 },
        Of("raw: client CPU a row, ours, second half of the writes", turns.Ours, t => t.Warm, "µs"),
        Of("raw: client CPU a row, the floor", turns.Floor, t => t.Client, "µs"),
        Of("raw: client CPU a row, the floor, second half", turns.Floor, t => t.Warm, "µs"),
        Of("raw: allocated a row, ours", turns.Ours, t => t.Allocated, "B"),
        Of("raw: allocated a row, the floor", turns.Floor, t => t.Allocated, "B"),
        Of("raw: server CPU a row under ours", turns.Ours, t => t.ServerPerRow, "µs"),
        Of("raw: server CPU a row under the floor", turns.Floor, t => t.ServerPerRow, "µs"),
        .. Speed("raw", turns),
    ];

    /// <summary>The server waits most of the time: what counts is that the client keeps it busy.</summary>
    public static IEnumerable<Figure> Model(LoadTurns turns, ServiceTime time)
    {
        Figure[] speed = [.. Speed("model", turns)];
        return
        [
            speed[0] with { AtLeast = 0.95 },
            .. speed[1..],
            new("model: rows/s that the model allows", time.Ceiling(Options.MaxConcurrency, Options.BatchSize)),
        ];
    }

    private static IEnumerable<Figure> Speed(string part, LoadTurns turns) =>
    [
        Figure.Of($"{part}: rows/s, ours over the floor", turns.Ratios),
        Figure.Of($"{part}: the same from the first write on", turns.RatiosFromFirstWrite),
        Of($"{part}: rows/s, ours", turns.Ours, t => t.RowsPerSecond),
        Of($"{part}: rows/s, the floor", turns.Floor, t => t.RowsPerSecond),
        Of($"{part}: writes under way at once, ours", turns.Ours, t => t.Times.Parallel),
        Of($"{part}: writes under way at once, the floor", turns.Floor, t => t.Times.Parallel),
        Of($"{part}: of our time, before the first write", turns.Ours, t => 100 * t.Times.Before / t.Times.Seconds, "%"),
        Of($"{part}: of our time, reading back", turns.Ours, t => 100 * t.Times.ReadingBack / t.Times.Seconds, "%"),
        Of($"{part}: of our time, no request under way besides", turns.Ours, t => 100 * t.Times.Between / t.Times.Seconds, "%"),
    ];

    private static Figure Of(string name, List<LoadTurn> turns, Func<LoadTurn, double> of, string unit = "") => Figure.Of(name, turns.Select(of), unit);
}
