using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Verification.Repair;

namespace DentalMigration.Cli.Commands;

/// <summary><c>repair</c>: corrects what differs, and nothing else.</summary>
internal static class RepairCommand
{
    public static Command Create()
    {
        var only = new Option<string?>("--object") { Description = "Only this object.", HelpName = "NAME" };
        var keys = new Option<string[]>("--key") { Description = "Only records of these source keys; needs --object.", HelpName = "KEY", AllowMultipleArgumentsPerToken = true };
        var ids = new Option<Guid[]>("--id") { Description = "Only rows of these ids; needs --object.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
        var columns = new Option<string[]>("--column") { Description = "Only these columns; needs --object.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var since = new Option<bool>("--include-changed-since") { Description = "Overwrite also what somebody else changed since, and make deleted rows again." };
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would be done." };
        var script = new Option<string?>("--as-script") { Description = "Write the corrections as a PowerShell script instead of making them.", HelpName = "FILE" };
        var options = new MigrationOptions();
        var command = new Command("repair", "Corrects what differs between source and Dataverse: a run of its own, audited, to be undone.") { only, keys, ids, columns, since, dry, script };
        options.AddTo(command);
        command.Validators.Add(r =>
        {
            if (r.GetValue(only) is null && (r.GetValue(keys) is { Length: > 0 } || r.GetValue(ids) is { Length: > 0 } || r.GetValue(columns) is { Length: > 0 }))
            {
                r.AddError("--key, --id and --column need --object NAME.");
            }
        });
        command.SetAction((parsed, stop) => options.RunAsync(
            parsed,
            async (migration, organisation, _) =>
            {
                bool quiet = parsed.GetValue(options.Json);
                string? file = parsed.GetValue(script);
                bool isDry = parsed.GetValue(dry) || file is not null;
                var how = new RepairOptions { IncludeChangedSince = parsed.GetValue(since), DryRun = isDry };
                IReadOnlyList<RepairTarget> targets = Targets(parsed.GetValue(only), parsed.GetValue(keys) ?? [], parsed.GetValue(ids) ?? [], parsed.GetValue(columns) ?? []);
                var rows = new List<RepairAction>();
                RepairResult result = await Waiting.ForAsync(quiet, "Repairing…", () => isDry
                    ? RepairRun.RunAsync(migration, targets, how, rows.Add, stop)
                    : GuardedLoad.RepairAsync(migration, organisation, targets, how, w => Console.Error.WriteLine($"Note: {ConsoleWords.Of(w)}"), rows.Add, stop));
                if (file is not null)
                {
                    RepairScript.Write(file, rows, $"{migration.Setup.Source.Name} -> {organisation.Name}");
                }

                int exit = result.HasRest ? ExitCode.Problems : ExitCode.Done;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(JsonLine.Of(result, rows, exit));
                }
                else
                {
                    Tables.Repaired(rows, 60);
                    Tables.Conservation(result.Objects);
                }

                return exit;
            },
            stop));
        return command;
    }

    private static List<RepairTarget> Targets(string? o, string[] keys, Guid[] ids, string[] columns)
    {
        if (o is null)
        {
            return [];
        }

        string?[] which = columns.Length > 0 ? columns : new string?[1];
        return keys.Length + ids.Length == 0
            ? [.. which.Select(c => new RepairTarget(o, Column: c))]
            : [.. which.SelectMany(c => keys.Select(k => new RepairTarget(o, k, Column: c)).Concat(ids.Select(i => new RepairTarget(o, Id: i, Column: c))))];
    }
}
