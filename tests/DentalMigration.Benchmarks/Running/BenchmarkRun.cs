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
}
