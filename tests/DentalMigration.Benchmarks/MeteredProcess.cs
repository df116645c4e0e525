using System.Diagnostics;
using System.Text.Json;
using DentalMigration.Benchmarks.Stages;

namespace DentalMigration.Benchmarks;

/// <summary>
/// Runs a contestant as a process of its own and watches its memory. A contestant prints <c>begin</c> when what is measured begins, and a JSON
/// object as its last line.
/// </summary>
internal static class MeteredProcess
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; what it said on standard error stands there.</exception>
    public static Task<Metered> RunAsync(string program, params IEnumerable<string> arguments) => RunAsync(static () => { }, program, arguments);

    /// <summary>Runs it to its end.</summary>
    /// <param name="onBegin">Called when what is measured begins.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed; what it said on standard error stands there.</exception>
    public static async Task<Metered> RunAsync(Action onBegin, string program, params IEnumerable<string> arguments)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan readying = default;
        using Process process = Start(program, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        var samples = new List<long>();
        string last = "";
        using var end = new CancellationTokenSource();
        Task watching = Task.CompletedTask;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "begin")
            {
                readying = Stopwatch.GetElapsedTime(start);
                onBegin();
                watching = WatchAsync(process, samples, end.Token);
            }

            last = line.Length > 0 ? line : last;
        }

        await process.WaitForExitAsync();
        await end.CancelAsync();
        await watching;
        return process.ExitCode == 0 && last.StartsWith('{')
            ? new Metered(JsonSerializer.Deserialize<Outcome>(last, JsonSerializerOptions.Web)!, samples) { Readying = readying.TotalSeconds }
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}. {await errors}");
    }

    /// <summary>Runs it until it is time, and kills it there.</summary>
    /// <param name="isTime">Ends when it is.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It ended by itself before.</exception>
    public static async Task KillAsync(Func<CancellationToken, Task> isTime, string program, params IEnumerable<string> arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var end = new CancellationTokenSource();
        Task exit = process.WaitForExitAsync();
        Task time = isTime(end.Token);
        if (await Task.WhenAny(time, exit) == exit)
        {
            await end.CancelAsync();
            await time.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvalidOperationException($"{program} ended before it was time to kill it. {await output} {await errors}");
        }

        process.Kill();
        await exit;
        await time;
    }

    private static Process Start(string program, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task WatchAsync(Process process, List<long> samples, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                process.Refresh();
                samples.Add(process.WorkingSet64);
            }
            catch (InvalidOperationException)
            {
                return; // it has just ended
            }

            await Task.Delay(Often, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>What a contestant says of itself.</summary>
/// <param name="Rows">Rows written, or lines read.</param>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="Processor">Seconds of processor time.</param>
/// <param name="Peak">Bytes the process held at most, from its start.</param>
internal sealed record Outcome(long Rows, double Seconds, double Processor, long Peak)
{
    /// <summary>Bytes allocated on the managed heap; 0 where it does not say.</summary>
    public long Allocated { get; init; }

    /// <summary>Where the time went; null where it does not say.</summary>
    public RequestTimes? Times { get; init; }

    /// <summary>What became of the records; null where it does not say.</summary>
    public RunCounts? Counts { get; init; }
}

/// <summary>A run of a contestant.</summary>
/// <param name="Outcome">What it says.</param>
/// <param name="Samples">Its working set in bytes, ten times a second from where it began.</param>
internal sealed record Metered(Outcome Outcome, IReadOnlyList<long> Samples)
{
    /// <summary>Seconds from its start to where it began: .NET, opening files, signing in, schema.</summary>
    public double Readying { get; init; }

    /// <summary>Memory of the last quarter of the run over that of its second quarter: 1 where it is flat.</summary>
    public double Growth => Samples.Count < 8 ? 1 : Median(Samples.Skip(Samples.Count * 3 / 4)) / Median(Samples.Skip(Samples.Count / 4).Take(Samples.Count / 4));

    /// <summary>The median of some numbers.</summary>
    public static double Median(IEnumerable<double> numbers)
    {
        double[] ordered = [.. numbers.Order()];
        return (ordered[ordered.Length / 2] + ordered[(ordered.Length - 1) / 2]) / 2;
    }

    private static double Median(IEnumerable<long> numbers) => Median(numbers.Select(n => (double)n));
}
