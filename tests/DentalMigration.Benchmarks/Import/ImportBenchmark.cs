using System.Diagnostics;
using System.Globalization;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;

namespace DentalMigration.Benchmarks.Import;

/// <summary><c>import</c>: what importing the module adds to an empty start of PowerShell, by turns and each in a process of its own.</summary>
internal static class ImportBenchmark
{
    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        int rounds = settings.Rounds ?? settings.Pick(11, 5, 1);
        string import = $"Import-Module '{settings.Module.Replace("'", "''", StringComparison.Ordinal)}';";
        await StartAsync(import); // files into the cache, for both
        var empty = new List<Start>();
        var imported = new List<Start>();
        for (int round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            empty.Add(await StartAsync(""));
            imported.Add(await StartAsync(import));
        }

        return new BenchmarkResult(
            "import",
            $"{rounds} rounds",
            [
                Figure.Of("import adds", imported.Zip(empty, (a, b) => a.Wall - b.Wall), "s") with { AtMost = 0.5 },
                Figure.Of("import adds, CPU", imported.Zip(empty, (a, b) => a.Processor - b.Processor), "s"),
                Figure.Of("start with the module", imported.Select(s => s.Wall), "s"),
                Figure.Of("empty start", empty.Select(s => s.Wall), "s"),
            ]);
    }

    private static async Task<Start> StartAsync(string script)
    {
        var start = new ProcessStartInfo("pwsh") { RedirectStandardOutput = true };
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-Command", script + "[Environment]::CpuUsage.TotalTime.Ticks"])
        {
            start.ArgumentList.Add(argument);
        }

        long begun = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        double wall = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return process.ExitCode == 0
            ? new Start(wall, TimeSpan.FromTicks(long.Parse(output.Trim(), CultureInfo.InvariantCulture)).TotalSeconds)
            : throw new InvalidOperationException($"pwsh ended with {process.ExitCode}.");
    }

    /// <summary>One start of PowerShell, in seconds.</summary>
    private readonly record struct Start(double Wall, double Processor);
}
