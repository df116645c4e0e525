using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DentalMigration.Benchmarks.Results;

namespace DentalMigration.Benchmarks.Running;

/// <summary><c>all</c>: every benchmark, one after the other. One that fails does not keep the others from running; a missed aim is told, and no failure.</summary>
internal static class AllCommand
{
    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = "Put the results into the project's README, with what the machine is." };
        var command = new Command("all", "Runs every benchmark and prints each figure beside its aim.")
        {
            BenchmarkOptions.Quick, BenchmarkOptions.Smoke, BenchmarkOptions.Module, write,
        };
        command.SetAction((parsed, stop) => RunAsync(BenchmarkOptions.Read(parsed), parsed.GetValue(write), stop));
        return command;
    }

    private static async Task<int> RunAsync(BenchmarkSettings settings, bool write, CancellationToken stop)
    {
        if (write && settings.Size == BenchmarkSize.Smoke)
        {
            await Console.Error.WriteLineAsync("The figures of --smoke say nothing, so they are not written. Leave it out, or use --quick.");
            return 2;
        }

        long start = Stopwatch.GetTimestamp();
        var runs = new List<BenchmarkRun>();
        foreach (Benchmark benchmark in BenchmarkList.All)
        {
            Console.WriteLine($"== {benchmark.Name} ==");
            BenchmarkRun run = await RunAsync(benchmark, settings, stop);
            runs.Add(run);
            run.Result?.Print();
            Console.WriteLine(run.IsSkipped ? $"skipped: {run.Trouble}" : run.Trouble is { } failure ? $"FAILED: {failure}" : string.Create(CultureInfo.InvariantCulture, $"{run.Took.TotalSeconds:N0} s"));
            Console.WriteLine();
        }

        Summary.Print(runs);
        if (write)
        {
            string page = ResultsPage.Find();
            await File.WriteAllTextAsync(page, ResultsPage.Write(await File.ReadAllTextAsync(page, stop), await Machine.DescribeAsync(), settings.Size, runs), stop);
            Console.WriteLine("The results are in the README.");
        }

        int failed = runs.Count(r => r.HasFailed);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{runs.Count(r => r.Result is not null)} ran, {failed} failed, {runs.Count(r => r.IsSkipped)} skipped, in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s"));
        return failed == 0 ? 0 : 1;
    }

    private static async Task<BenchmarkRun> RunAsync(Benchmark benchmark, BenchmarkSettings settings, CancellationToken stop)
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
