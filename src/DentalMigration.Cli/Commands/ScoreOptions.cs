using System.CommandLine;
using System.Diagnostics;
using DentalMigration.Cli.Output;
using DentalMigration.Mapping.Proposing.Scoring;

namespace DentalMigration.Cli.Commands;

/// <summary>The options of <c>map</c> that measure its proposals on headers whose fields are known.</summary>
internal sealed class ScoreOptions
{
    public Option<string?> Labels { get; } = new("--score")
    {
        Description = "Measure the proposals: a CSV file with system, language, object, header, canonical_field and example_value.",
        HelpName = "FILE",
    };

    public Option<bool> Wrong { get; } = new("--wrong") { Description = "With --score: list the headers that are proposed wrong." };

    public Option<string?> Weights { get; } = new("--weights")
    {
        Description = "With --score: find the weights of the evidence on that file and write them here; those that ship were found so.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Labels);
        command.Options.Add(Wrong);
        command.Options.Add(Weights);
    }

    public async Task<int> RunAsync(string labels, ParseResult parsed, bool json)
    {
        var watch = Stopwatch.StartNew();
        ScoreReport report = ScoreReport.Of(labels);
        double seconds = watch.Elapsed.TotalSeconds;
        if (parsed.GetValue(Weights) is { } weights)
        {
            await File.WriteAllTextAsync(weights, ScoreReport.Train(labels));
        }

        if (json)
        {
            await Console.Out.WriteLineAsync(ScoreOutput.Json(report, seconds));
        }
        else
        {
            ScoreOutput.Print(report, parsed.GetValue(Wrong));
        }

        return ExitCode.Done;
    }
}
