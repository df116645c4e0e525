using System.CommandLine;
using DentalMigration.Benchmarks.Results;

namespace DentalMigration.Benchmarks.Running;

/// <summary>One benchmark: a command of its own, and a part of <c>all</c>.</summary>
/// <param name="Name">The command's name.</param>
/// <param name="Description">What it measures, in a sentence.</param>
/// <param name="RunAsync">Measures; may print tables of its own, and does not print the result.</param>
internal sealed record Benchmark(string Name, string Description, Func<BenchmarkSettings, CancellationToken, Task<BenchmarkResult>> RunAsync)
{
    /// <summary>The options it takes beyond the size.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Why it cannot run here; null where it can.</summary>
    public Func<BenchmarkSettings, string?> Missing { get; init; } = static _ => null;

    /// <summary>Whether it can be made so small that it takes seconds; <c>all --smoke</c> leaves it out where not.</summary>
    public bool HasSmoke { get; init; } = true;

    /// <summary>Measures; the smallest size is judged by no aim.</summary>
    public async Task<BenchmarkResult> MeasureAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        BenchmarkResult result = await RunAsync(settings, cancellationToken);
        return settings.Size == BenchmarkSize.Smoke ? result.WithoutAims() : result;
    }

    /// <summary>The command that runs it alone. 0 where it ran, 1 where it failed, 2 where something is missing; a missed aim is no failure.</summary>
    public Command ToCommand()
    {
        var command = new Command(Name, Description) { BenchmarkOptions.Quick, BenchmarkOptions.Smoke, BenchmarkOptions.Write };
        foreach (Option option in Options)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, stop) =>
        {
            BenchmarkSettings settings = BenchmarkOptions.Read(parsed);
            bool write = parsed.GetValue(BenchmarkOptions.Write);
            if ((Missing(settings) ?? (write ? BenchmarkOptions.WhyNotWritten(settings) : null)) is { } reason)
            {
                await Console.Error.WriteLineAsync(reason);
                return 2;
            }

            BenchmarkRun run = await BenchmarkRun.OfAsync(this, settings, stop);
            run.Result?.Print();
            if (run.Result is null)
            {
                await Console.Error.WriteLineAsync($"FAILED: {run.Trouble}");
                return 1;
            }

            if (write)
            {
                await ResultsPage.UpdateAsync(settings.Size, [run], stop);
            }

            return 0;
        });
        return command;
    }
}
