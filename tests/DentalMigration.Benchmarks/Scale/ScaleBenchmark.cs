using System.Globalization;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;

namespace DentalMigration.Benchmarks.Scale;

/// <summary>
/// <c>scale</c>: whole practices of growing size; whether rows/s and memory stay what they are, what the ledger takes, and how soon a load that was
/// killed sends again.
/// </summary>
internal static class ScaleBenchmark
{
    /// <summary>The size that the largest is compared with, and up to which loads are repeated.</summary>
    private const int Compared = 100_000;

    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> sizes = settings.Sizes.Count > 0 ? settings.Sizes : settings.Size switch
        {
            BenchmarkSize.Full => [10_000, Compared, 1_000_000, 5_000_000],
            BenchmarkSize.Quick => [5_000, 50_000],
            _ => [3_000],
        };
        int rounds = settings.Rounds ?? settings.Pick(3, 1, 1);
        var turns = new List<ScaleTurn>();
        foreach (int size in sizes)
        {
            turns.Add(await ScaleContest.RunAsync(settings.System, size, size <= Compared ? rounds : 1, cancellationToken));
        }

        return new BenchmarkResult(
            "scale",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{settings.System}, whole practices without documents of {string.Join(", ", turns.Select(t => t.Rows.ToString("N0", CultureInfo.InvariantCulture)))} rows, {rounds} rounds up to {Compared:N0}"),
            [.. Compare(turns), .. turns.SelectMany(Of)])
        {
            Remark = "Killed when about 60 % of the rows were in; what it had left when it was through had the digest of the undisturbed load. "
                + "Resume counts from where the second process begins its run, until the server made a row that was not there.",
        };
    }

    private static IEnumerable<Figure> Compare(List<ScaleTurn> turns)
    {
        ScaleTurn largest = turns[^1];
        if (turns.Count > 1)
        {
            ScaleTurn small = turns.Find(t => t.Size == Compared) ?? turns[0];
            double? aim = small.Size == Compared ? 0.9 : null;
            yield return new Figure(string.Create(CultureInfo.InvariantCulture, $"rows/s, {largest.Size:N0} over {small.Size:N0} rows"), largest.RowsPerSecond / small.RowsPerSecond) { AtLeast = aim };
            yield return new Figure("client CPU a row, the same two", Client(largest) / Client(small));
        }
    }

    private static IEnumerable<Figure> Of(ScaleTurn turn)
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"{turn.Size:N0}: ");
        return
        [
            Figure.Of(size + "rows/s", turn.Loads.Select(l => l.RowsPerSecond)),
            Figure.Of(size + "client CPU a row", turn.Loads.Select(l => l.Client / l.Rows * 1e6), "µs"),
            Figure.Of(size + "server CPU a row", turn.Loads.Select(l => l.Server / l.Rows * 1e6), "µs"),
            new Figure(size + "peak memory", turn.Loads.Max(l => l.Run.Outcome.Peak) / 1e6, "MB") { AtMost = 300 },
            Figure.Of(size + "memory, last quarter over second", turn.Loads.Select(l => l.Run.Growth)),
            new Figure(size + "ledger a row", turn.LedgerBytes, "B") { AtMost = 500 },
            new Figure(size + "resume after a kill", turn.Resumed.Resume, "s") { AtMost = 10 },
            new Figure(size + "the start before that", turn.Resumed.Readying, "s"),
        ];
    }

    private static double Client(ScaleTurn turn) => Metered.Median(turn.Loads.Select(l => l.Client / l.Rows));
}
