using System.CommandLine;

namespace DentalMigration.Cli.Commands;

/// <summary>What is wrong with a command line, all at once: the parser looks for missing options only where it finds nothing else.</summary>
internal static class UsageErrors
{
    private static readonly string[] MapOptions = ["--map", "--accept-default-map"];

    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        IEnumerable<string> found = parsed.Errors.Select(e => e.Message);
        if (parsed.Errors.Count > 0)
        {
            found = found.Concat(command.Options.Where(o => o.Required && parsed.GetResult(o) is null).Select(o => $"Option '{o.Name}' is required."));
        }

        if (parsed.UnmatchedTokens.Intersect(MapOptions).Any() && command.Options.Any(o => o.Name == "--ledger"))
        {
            found = found.Append("The ledger has the map that was approved.");
        }

        return [.. found.Distinct()];
    }
}
