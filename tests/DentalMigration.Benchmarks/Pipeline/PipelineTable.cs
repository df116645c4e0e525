using System.Globalization;
using DentalMigration.Benchmarks.Results;

namespace DentalMigration.Benchmarks.Pipeline;

/// <summary>Prints what <c>pipeline</c> found.</summary>
internal static class PipelineTable
{
    public static void Print(List<Metered> piped, List<Metered> engine, Dictionary<string, Metered> stages)
    {
        Console.WriteLine("                              rows   seconds      CPU s   peak MB   growth");
        Line("engine alone", engine);
        Line("Get-…Patient | Invoke-…Batch", piped);
        foreach ((string stage, Metered run) in stages)
        {
            Line(stage, [run]);
        }
    }

    public static BenchmarkResult Result(string setting, List<Metered> piped, List<Metered> engine, Dictionary<string, Metered> stages) => new(
        "pipeline",
        setting,
        [
            Figure.Of("time, piped over the engine alone", piped.Zip(engine, (p, e) => p.Outcome.Seconds / e.Outcome.Seconds)) with { AtMost = 1.5 },
            Figure.Of("CPU, piped over the engine alone", piped.Zip(engine, (p, e) => p.Outcome.Processor / e.Outcome.Processor)),
            new Figure("peak memory, piped", piped.Max(r => r.Outcome.Peak) / 1e6, "MB") { AtMost = 400 },
            Figure.Of("memory, last quarter over second, piped", piped.Select(r => r.Growth)) with { AtMost = 1.1 },
            new Figure("rows/s, piped", Median(piped, r => r.Outcome.Rows / r.Outcome.Seconds)),
            new Figure("rows/s, engine alone", Median(engine, r => r.Outcome.Rows / r.Outcome.Seconds)),
            .. stages.Select(s => new Figure($"peak memory, {s.Key}", s.Value.Outcome.Peak / 1e6, "MB")),
        ]);

    private static void Line(string name, List<Metered> runs) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-28} {runs[0].Outcome.Rows,10:N0} {Median(runs, r => r.Outcome.Seconds),9:N1} {Median(runs, r => r.Outcome.Processor),10:N1} {runs.Max(r => r.Outcome.Peak) / 1e6,9:N0} {runs.Max(r => r.Growth),8:N2}"));

    private static double Median(List<Metered> runs, Func<Metered, double> of) => Metered.Median(runs.Select(of));
}
