using System.Globalization;
using DentalMigration.Benchmarks.Emulator;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;
using DentalMigration.Emulator.Throttling;

namespace DentalMigration.Benchmarks.Limits;

/// <summary>
/// <c>limits</c>: how much of what the service protection limits allow a load gets, with a service that takes its time; the documented limits and
/// their window are divided by thirty, so that a window passes in ten seconds.
/// </summary>
internal static class LimitsBenchmark
{
    private const int Hint = 4;
    private const int Most = 52;
    private const double AimShare = 0.95;
    private const double AimRefused = 0.5;
    private const double AimUsers = 1.9;

    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken stop)
    {
        int windows = settings.Pick(12, 2, 2);
        int rounds = settings.Rounds ?? settings.Pick(3, 1, 1);
        int by = settings.Pick(30, 30, 300);
        string limits = string.Create(CultureInfo.InvariantCulture, $"documented/{by}");
        var ceiling = new Ceiling(ServiceLimits.Documented.Scaled(by), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(4), ContactBodies.RowsPerRequest);
        using var stand = new Stand("dentes");
        var contest = new LimitsContest(stand, ceiling, limits, windows);
        string export = await contest.PrepareAsync(users: 2);
        Contestant[] contestants =
        [
            new("ours", 1, (url, end) => LoaderContestant.PlayAsync(url, stand.System, export, stand.NewLedger(), 1, ceiling.Batch, end)),
            new("ours by two users", 2, (url, end) => LoaderContestant.PlayAsync(url, stand.System, export, stand.NewLedger(), 2, ceiling.Batch, end)),
            new("sequential", 1, (url, end) => BareSender.PlayAsync(url, 1, end)),
            new($"fixed at the hint, {Hint}", 1, (url, end) => BareSender.PlayAsync(url, Hint, end)),
            new($"fixed at the limit, {Most}", 1, (url, end) => BareSender.PlayAsync(url, Most, end)),
        ];
        List<IReadOnlyList<Performance>> played = [];
        for (int round = 0; round < rounds; round++)
        {
            played.Add(await contest.PlayAsync(contestants, stop));
        }

        return Judge(limits, ceiling, windows, rounds, contestants, played);
    }

    private static BenchmarkResult Judge(string limits, Ceiling ceiling, int windows, int rounds, Contestant[] contestants, List<IReadOnlyList<Performance>> played)
    {
        List<Figure> figures = [new("ceiling by requests", ceiling.ByRequests, "rows/s"), new("ceiling by execution time, as the model says", ceiling.ByTime, "rows/s")];
        for (int i = 0; i < contestants.Length; i++)
        {
            int at = i;
            string name = contestants[i].Name;
            bool isOurs = name.StartsWith("ours", StringComparison.Ordinal);
            figures.Add(Figure.Of($"rows/s, {name}", played.Select(p => p[at].RowsPerSecond), "rows/s"));
            figures.Add(Figure.Of($"ceiling by the time that it really took, {name}", played.Select(p => p[at].Ceiling), "rows/s"));
            figures.Add(Figure.Of($"part of the ceiling, {name}", played.Select(p => p[at].Share)) with { AtLeast = i == 0 ? AimShare : null });
            figures.Add(Figure.Of($"answered 429, {name}", played.Select(p => 100 * p[at].Refused), "%") with { AtMost = isOurs ? AimRefused : null });
        }

        figures.Add(Figure.Of("two users over one", played.Select(p => p[1].RowsPerSecond / p[0].RowsPerSecond)) with { AtLeast = AimUsers });
        string setting = string.Create(
            CultureInfo.InvariantCulture,
            $"limits {limits}, {ceiling.PerRequest.TotalMilliseconds:N0} ms a request + {ceiling.PerRow.TotalMilliseconds:N0} ms a row, {ceiling.Batch} rows a request, {windows} windows of {ceiling.Limits.Window.TotalSeconds:N0} s, {rounds} rounds");
        return new BenchmarkResult("limits", setting, figures)
        {
            Remark = "The ceiling is that of one user. Time counts when a request has ended, so requests under way may pass the limit together: a part may be above 1, most for bursts, of which the time that is judged may hold one more than its share.",
        };
    }
}
