using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary><c>sync</c>: picks up what changed since the last load from a newer export.</summary>
internal static class SyncCommand
{
    public static Command Create()
    {
        var missing = new Option<MissingAction?>("--on-missing")
        {
            Description = "What becomes of rows whose records the newer export lacks; they are never deleted. Report unless the last delta did otherwise.",
            HelpName = "Report|Deactivate",
        };
        var options = new MigrationOptions();
        var gate = new GateOptions();
        var budget = new BudgetOption();
        var command = new Command("sync", "Picks up the changes of a newer export: only what differs is written, and what people changed stays.") { missing };
        options.AddTo(command);
        gate.AddTo(command);
        budget.AddTo(command);
        command.SetAction((parsed, stop) => Guarded.RunAsync(() =>
        {
            RunBudget? time = budget.Of(parsed);
            return options.RunAsync(parsed, WorkAsync, stop);

            async Task<int> WorkAsync(Migration migration, Target organisation, ISource export)
            {
                migration.Limit(time);
                await gate.ApplyAsync(parsed, migration, organisation, migration.Setup.Map.Approval!.Approver, stop);
                var warnings = new List<string>();
                RunResult result = await LoadDisplay.ShowAsync(
                    parsed.GetValue(options.Json),
                    p => GuardedLoad.SyncAsync(migration, organisation, export, parsed.GetValue(missing), warnings.Add, p, stop));
                return LoadOutput.Write(migration, result, warnings, parsed.GetValue(options.Json));
            }
        }, parsed.GetValue(options.Json)));
        return command;
    }
}
