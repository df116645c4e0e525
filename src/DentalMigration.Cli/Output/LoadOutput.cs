using System.Globalization;
using DentalMigration.Cli.Commands;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using Spectre.Console;

namespace DentalMigration.Cli.Output;

/// <summary>What the commands that load say at their end.</summary>
internal static class LoadOutput
{
    /// <summary>Says what a run did.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(Migration migration, RunResult result, IEnumerable<string> warnings, bool json)
    {
        foreach (string warning in warnings)
        {
            Console.Error.WriteLine($"Note: {ConsoleWords.Of(warning)}");
        }

        int exit = result.IsPaused ? ExitCode.Paused : result.HasProblems || !result.IsConserved ? ExitCode.Problems : ExitCode.Done;
        if (json)
        {
            Console.Out.WriteLine(JsonLine.Of(result, exit));
        }
        else
        {
            Print(migration, result);
        }

        return exit;
    }

    /// <summary>Prints the conservation lines, with what was held and found.</summary>
    public static void Print(Migration migration, RunResult result)
    {
        Tables.Conservation(result.Objects);
        if (result.HasProblems)
        {
            Tables.Problems(
                migration.Ledger.Problems.Of(result.Run, ProblemKind.Held).Concat(migration.Ledger.Problems.Of(result.Run, ProblemKind.Rejected)), 60);
        }

        if (result.Findings > 0)
        {
            Tables.Findings(migration.Ledger.Problems.Of(result.Run, ProblemKind.Finding));
        }

        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Elapsed.TotalSeconds:N1} s, {result.RowsPerSecond:N0} rows/s, {result.Requests:N0} requests, throttled {result.Throttled:N0} times."));
        if (result.IsPaused)
        {
            AnsiConsole.WriteLine("Paused by its time budget: not everything is loaded. Run the same command again to go on.");
        }
    }
}
