using System.CommandLine;
using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading.Existing;
using DentalMigration.Mapping;

namespace DentalMigration.Cli.Commands;

/// <summary><c>resolve</c>: a person's decision about held records for which the organisation had a row before.</summary>
internal static class ResolveCommand
{
    public static Command Create()
    {
        var ledger = new LedgerOptions();
        var only = new Option<string>("--object") { Description = "The object.", Required = true, HelpName = "NAME" };
        var keys = new Option<string[]>("--key") { Description = "Keys as the list of held rows shows them.", Required = true, HelpName = "KEY", AllowMultipleArgumentsPerToken = true };
        var action = new Option<ExistingAction>("--action") { Description = "What to do with the row that was there.", Required = true, HelpName = "Update|Fill|Skip|Create" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var command = new Command("resolve", "Decides about records whose row was there before; migrate or sync then does so.") { only, keys, action, json };
        ledger.AddTo(command);
        command.SetAction((parsed, _) => Guarded.RunAsync(
            () =>
            {
                using MigrationLedger open = MigrationLedger.Open(ledger.Begun(parsed), TimeProvider.System, mustExist: true);
                MigrationMap map = MapFile.Parse(
                    open.Get("mapfile") ?? throw new MigrationException("LedgerEmpty", "The ledger holds no migration yet. Load it first with migrate."), "the ledger's map");
                foreach (string key in parsed.GetValue(keys)!)
                {
                    ExistingDecision.Keep(open, map, Environment.UserName, parsed.GetValue(only)!, key, parsed.GetValue(action));
                }

                Console.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(new { decided = parsed.GetValue(keys)!.Length, exit = ExitCode.Done })
                    : $"Decided about {parsed.GetValue(keys)!.Length}. Run migrate or sync again.");
                return Task.FromResult(ExitCode.Done);
            },
            parsed.GetValue(json)));
        return command;
    }
}
