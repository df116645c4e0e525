using System.Globalization;
using System.Text.Json;

namespace DentalMigration.Benchmarks.Pipeline;

/// <summary>Prints what <c>pipeline</c> found.</summary>
internal static class PipelineTable
{
    private const double AimRatio = 1.5;
    private const double AimMemory = 400;

    public static void Print(string system, int patients, int whole, List<Metered> piped, List<Metered> engine, Dictionary<string, Metered> stages)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{patients:N0} patients piped, {piped[0].Outcome.Rows:N0} rows; {whole:N0} patients loaded whole"));
        Console.WriteLine("                              rows   seconds      CPU s   peak MB   growth");
        Line("engine alone", engine);
        Line("Get-…Patient | Invoke-…Batch", piped);
        foreach ((string stage, Metered run) in stages)
        {
            Line(stage, [run]);
        }

        double ratio = Median(piped, r => r.Outcome.Seconds) / Median(engine, r => r.Outcome.Seconds);
        double processor = Median(piped, r => r.Outcome.Processor) / Median(engine, r => r.Outcome.Processor);
        double peak = piped.Max(r => r.Outcome.Peak) / 1e6;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"piped / engine {ratio:N2} by the clock, {processor:N2} by CPU   aim {AimRatio:N2}; peak memory {peak:N0} MB   aim {AimMemory:N0}; growth {piped.Max(r => r.Growth):N2}   aim 1.10"));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "pipeline",
            system,
            patients,
            rows = piped[0].Outcome.Rows,
            engineRows = engine[0].Outcome.Rows,
            ratio = Math.Round(ratio, 3),
            processorRatio = Math.Round(processor, 3),
            pipedSeconds = piped.Select(r => Math.Round(r.Outcome.Seconds, 1)),
            engineSeconds = engine.Select(r => Math.Round(r.Outcome.Seconds, 1)),
            peakMemory = piped.Max(r => r.Outcome.Peak),
            growth = Math.Round(piped.Max(r => r.Growth), 3),
            stages = stages.ToDictionary(s => s.Key, s => new { s.Value.Outcome.Rows, seconds = Math.Round(s.Value.Outcome.Seconds, 1), s.Value.Outcome.Peak, growth = Math.Round(s.Value.Growth, 3) }),
        }, JsonSerializerOptions.Web));
    }

    private static void Line(string name, List<Metered> runs) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-28} {runs[0].Outcome.Rows,10:N0} {Median(runs, r => r.Outcome.Seconds),9:N1} {Median(runs, r => r.Outcome.Processor),10:N1} {runs.Max(r => r.Outcome.Peak) / 1e6,9:N0} {runs.Max(r => r.Growth),8:N2}"));

    private static double Median(List<Metered> runs, Func<Metered, double> of) => Metered.Median(runs.Select(of));
}
