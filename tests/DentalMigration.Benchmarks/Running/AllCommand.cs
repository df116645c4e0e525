using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace DentalMigration.Benchmarks.Running;

/// <summary><c>all</c>: every benchmark, one after the other. One that fails does not keep the others from running; a missed aim is told, and no failure.</summary>
internal static class AllCommand
{
    public static Command Create()
    {
        var command = new Command("all", "Runs every benchmark and prints each figure beside its aim.")
        {
            BenchmarkOptions.Quick, BenchmarkOptions.Smoke, BenchmarkOptions.Module, BenchmarkOptions.Write,
        };
        command.SetAction((parsed, stop) => RunAsync(BenchmarkOptions.Read(parsed), parsed.GetValue(BenchmarkOptions.Write), stop));
        return command;
    }

    private static async Task<int> RunAsync(BenchmarkSettings settings, bool write, CancellationToken stop)
    {
        if (write && BenchmarkOptions.WhyNotWritten(settings) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 2;
        }

        long start = Stopwatch.GetTimestamp();
        var runs = new List<BenchmarkRun>();
        foreach (Benchmark benchmark in BenchmarkList.All)
        {
            Console.WriteLine($"== {benchmark.Name} ==");
            BenchmarkRun run = await BenchmarkRun.OfAsync(benchmark, settings, stop);
            runs.Add(run);
            run.Result?.Print();
            Console.WriteLine(run.IsSkipped ? $"skipped: {run.Trouble}" : run.Trouble is { } failure ? $"FAILED: {failure}" : string.Create(CultureInfo.InvariantCulture, $"{run.Took.TotalSeconds:N0} s"));
            Console.WriteLine();
        }

        Summary.Print(runs);
        if (write)
        {
            await ResultsPage.UpdateAsync(settings.Size, runs, stop);
        }

        int failed = runs.Count(r => r.HasFailed);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{runs.Count(r => r.Result is not null)} ran, {failed} failed, {runs.Count(r => r.IsSkipped)} skipped, in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s"));
        return failed == 0 ? 0 : 1;
    }
}
