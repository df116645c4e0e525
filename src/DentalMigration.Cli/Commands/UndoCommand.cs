using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Undo;

namespace DentalMigration.Cli.Commands;

/// <summary><c>undo</c>: takes a migration back.</summary>
internal static class UndoCommand
{
    public static Command Create()
    {
        var ledger = new LedgerOptions();
        var force = new Option<bool>("--force") { Description = "Also delete rows people changed since." };
        var keep = new Option<bool>("--keep-schema") { Description = "Leave tables and columns in place." };
        var run = new Option<long?>("--run") { Description = "Only what this run made and changed: its number.", HelpName = "N" };
        var objects = new Option<string[]>("--object") { Description = "Only rows of these objects.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var practices = new Option<string[]>("--practice") { Description = "Only rows of these practices, by source key.", HelpName = "KEY", AllowMultipleArgumentsPerToken = true };
        var whatIf = new Option<bool>("--what-if") { Description = "Only count what would be undone, by the journal; writes nothing." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var target = new TargetOptions();
        var budget = new BudgetOption();
        var command = new Command("undo", "Takes a migration back, or one run, or some objects or practices: rows, changed values, schema.")
        {
            run, objects, practices, force, keep, whatIf, json,
        };
        ledger.AddTo(command);
        target.AddTo(command);
        budget.AddTo(command);
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                RunBudget? time = budget.Of(parsed);
                LedgerPlace place = ledger.Begun(parsed, target);

                var options = new UndoOptions
                {
                    Force = parsed.GetValue(force),
                    KeepSchema = parsed.GetValue(keep),
                    Run = parsed.GetValue(run),
                    Objects = [.. (parsed.GetValue(objects) ?? []).SelectMany(Names)],
                    Practices = [.. (parsed.GetValue(practices) ?? []).SelectMany(Names)],
                };
                if (parsed.GetValue(whatIf))
                {
                    await ShowPlanAsync(UndoRun.Count(place, options, TimeProvider.System), quiet);
                    return ExitCode.Done;
                }

                using Target organisation = await target.OpenAsync(parsed, mustExist: true, stop);
                options = options with { FurtherUsers = organisation.FurtherUsers, Budget = time };
                UndoResult result = await LoadDisplay.ShowAsync(
                    quiet, p => UndoRun.RunAsync(place, organisation.Client, options, TimeProvider.System, p, stop));
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

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task ShowPlanAsync(IReadOnlyList<UndoneObject> plan, bool quiet)
    {
        if (quiet)
        {
            await Console.Out.WriteLineAsync(JsonLine.OfPlan(plan, ExitCode.Done));
        }
        else
        {
            Tables.WouldUndo(plan);
        }
    }
}
