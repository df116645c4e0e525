using System.CommandLine;
using DentalMigration.Cli.Demo;
using Spectre.Console;

namespace DentalMigration.Cli.Commands;

/// <summary><c>demo</c>: a whole cutover of the example practice on an embedded Dataverse, undone at the end.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var system = new Option<string>("--system") { Description = "Whose example practice: dentes or dental-exec.", DefaultValueFactory = _ => "dentes" };
        var folder = new Option<string?>("--out") { Description = "Keep organisation, ledger and report here; otherwise a temporary folder.", HelpName = "DIR" };
        var command = new Command("demo", "Migrates the example practice into an embedded Dataverse, verifies it and undoes it.") { system, folder };
        command.SetAction((parsed, stop) => Guarded.RunAsync(async () =>
        {
            string directory = parsed.GetValue(folder) ?? Directory.CreateTempSubdirectory("dental-migration-demo-").FullName;
            Directory.CreateDirectory(directory);
            IReadOnlyList<string> surprises = await new DemoRun(parsed.GetValue(system)!, directory).RunAsync(stop);
            if (surprises.Count == 0)
            {
                AnsiConsole.MarkupLine("[green]The outcome is exactly the expected one: every planted error was caught, everything else arrived, and the undo left nothing behind.[/]");
                return ExitCode.Done;
            }

            foreach (string surprise in surprises)
            {
                AnsiConsole.MarkupLine($"[red]{Markup.Escape(surprise)}[/]");
            }

            return ExitCode.Problems;
        }));
        return command;
    }
}
