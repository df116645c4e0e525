using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Undo;

namespace DentalMigration.Cli.Commands;

/// <summary><c>undo</c>: takes a migration back.</summary>
internal static class UndoCommand
{
    public static Command Create()
    {
        var ledger = new Option<string>("--ledger") { Description = "The migration's journal.", Required = true, HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Also delete rows people changed since." };
        var keep = new Option<bool>("--keep-schema") { Description = "Leave tables and columns in place." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var target = new TargetOptions();
        var budget = new BudgetOption();
        var command = new Command("undo", "Takes a migration back: rows, changed values, schema.") { ledger, force, keep, json };
        target.AddTo(command);
        budget.AddTo(command);
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                RunBudget? time = budget.Of(parsed);
                string path = parsed.GetValue(ledger)!;
                if (!File.Exists(path))
                {
                    throw new MigrationException("LedgerNotFound", $"There is no ledger '{path}'. Give the ledger of the migration that was run.");
                }

                using Target organisation = await target.OpenAsync(parsed, mustExist: true, stop);
                var options = new UndoOptions { Force = parsed.GetValue(force), KeepSchema = parsed.GetValue(keep), FurtherUsers = organisation.FurtherUsers, Budget = time };
                UndoResult result = await LoadDisplay.ShowAsync(
                    quiet, p => UndoRun.RunAsync(path, organisation.Client, options, TimeProvider.System, p, stop));
                int exit = result.IsPaused ? ExitCode.Paused : result.IsComplete ? ExitCode.Done : ExitCode.Problems;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(JsonLine.Of(result, exit));
                }
                else
                {
                    Tables.Undone(result);
                    if (result.IsPaused)
                    {
                        Console.WriteLine("Paused by its time budget: not everything is undone. Run the same command again to go on.");
                    }
                }

                return exit;
            },
            parsed.GetValue(json)));
        return command;
    }
}
