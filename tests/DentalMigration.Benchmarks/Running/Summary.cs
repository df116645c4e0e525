using System.Globalization;
using DentalMigration.Benchmarks.Results;

namespace DentalMigration.Benchmarks.Running;

/// <summary>The last table of <c>all</c>: every figure that has an aim, beside it.</summary>
internal static class Summary
{
    public static void Print(IReadOnlyList<BenchmarkRun> runs)
    {
        Console.WriteLine("== figures and aims ==");
        foreach (BenchmarkRun run in runs)
        {
            foreach (Figure figure in run.Result?.Figures.Where(f => f.IsMet is not null) ?? [])
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{run.Name,-10} {figure.Name,-60} {figure.Shown,14}   {figure.Aim,-10} {figure.Verdict}"));
            }

            if (run.Trouble is { } trouble)
            {
                Console.WriteLine($"{run.Name,-10} {(run.IsSkipped ? "skipped" : "FAILED")}: {trouble}");
            }
        }

        List<Figure> aims = [.. runs.SelectMany(r => r.Result?.Figures ?? []).Where(f => f.IsMet is not null)];
        if (aims.Count > 0)
        {
            Console.WriteLine($"{aims.Count(f => f.IsMet == true)} of {aims.Count} aims met");
        }
    }
}
