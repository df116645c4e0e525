using System.CommandLine;

namespace DentalMigration.Benchmarks.Running;

/// <summary>The options that benchmarks have; each command takes those that mean something to it.</summary>
internal static class BenchmarkOptions
{
    public static readonly Option<bool> Quick = new("--quick") { Description = "Smaller: about a minute, for figures that hold roughly." };
    public static readonly Option<bool> Smoke = new("--smoke") { Description = "Smallest: seconds, only to see that it works." };
    public static readonly Option<bool> Write = new("--write") { Description = "Put the results into the project's README, with what the machine is." };
    public static readonly Option<int?> Amount = new("--amount") { Description = "Rows or patients, instead of the usual number.", HelpName = "N" };
    public static readonly Option<int[]> Sizes = new("--sizes") { Description = "Rows of each practice, instead of the usual sizes.", HelpName = "N", AllowMultipleArgumentsPerToken = true };
    public static readonly Option<int?> Rounds = new("--rounds") { Description = "Turns of each contestant.", HelpName = "N" };
    public static readonly Option<string?> System = new("--system") { Description = "Source system: dentes or dental-exec.", HelpName = "NAME" };
    public static readonly Option<string?> Source = new("--source") { Description = "An export that is there already, instead of a generated one.", HelpName = "DIR" };
    public static readonly Option<string?> Module = new("--module") { Description = "The built module's folder; out/DentalMigration unless given.", HelpName = "DIR" };

    /// <summary>Why results of that size are not written; null where they are.</summary>
    public static string? WhyNotWritten(BenchmarkSettings settings) =>
        settings.Size == BenchmarkSize.Smoke ? "The figures of --smoke say nothing, so they are not written. Leave it out, or use --quick." : null;

    /// <summary>What was asked for; an option that the command does not have is as if not given.</summary>
    public static BenchmarkSettings Read(ParseResult parsed)
    {
        var settings = new BenchmarkSettings
        {
            Size = parsed.GetValue(Smoke) ? BenchmarkSize.Smoke : parsed.GetValue(Quick) ? BenchmarkSize.Quick : BenchmarkSize.Full,
            Amount = parsed.GetValue(Amount),
            Sizes = parsed.GetValue(Sizes) ?? [],
            Rounds = parsed.GetValue(Rounds),
            Source = parsed.GetValue(Source),
        };
        settings = parsed.GetValue(System) is { } system ? settings with { System = system } : settings;
        return parsed.GetValue(Module) is { } module ? settings with { Module = Path.GetFullPath(module) } : settings;
    }
}
