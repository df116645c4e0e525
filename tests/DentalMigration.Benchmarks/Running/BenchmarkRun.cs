using System.Diagnostics;
using DentalMigration.Benchmarks.Results;

namespace DentalMigration.Benchmarks.Running;

/// <summary>What became of a benchmark in <c>all</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Result">What it found; null where it failed or was skipped.</param>
/// <param name="Trouble">Why it failed or was skipped.</param>
/// <param name="IsSkipped">Whether it was skipped.</param>
/// <param name="Took">How long it took.</param>
internal sealed record BenchmarkRun(string Name, BenchmarkResult? Result, string? Trouble, bool IsSkipped, TimeSpan Took)
{
    /// <summary>True where it ran and did not come to its end.</summary>
    public bool HasFailed => Result is null && !IsSkipped;

    /// <summary>Runs a benchmark; what goes wrong is told, and not thrown.</summary>
    public static async Task<BenchmarkRun> OfAsync(Benchmark benchmark, BenchmarkSettings settings, CancellationToken stop)
    {
        string? missing = settings.Size == BenchmarkSize.Smoke && !benchmark.HasSmoke ? "It takes too long for --smoke." : benchmark.Missing(settings);
        if (missing is not null)
        {
            return new BenchmarkRun(benchmark.Name, null, missing, IsSkipped: true, TimeSpan.Zero);
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            BenchmarkResult result = await benchmark.MeasureAsync(settings, stop);
            return new BenchmarkRun(benchmark.Name, result, null, IsSkipped: false, Stopwatch.GetElapsedTime(start));
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            return new BenchmarkRun(benchmark.Name, null, $"{e.GetType().Name}: {e.Message}", IsSkipped: false, Stopwatch.GetElapsedTime(start));
        }
    }
}
