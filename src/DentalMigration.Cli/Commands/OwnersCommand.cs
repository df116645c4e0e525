using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Loading.Owners;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Owners;
using DentalMigration.Reports;
using DentalMigration.Sources;
using Spectre.Console;

namespace DentalMigration.Cli.Commands;

/// <summary><c>owners</c>: who will own which provider's rows; with a ledger, rows that waited are given to owners who are there by now.</summary>
internal static class OwnersCommand
{
    public static Command Create()
    {
        var ledger = new LedgerOptions(isRequired: false);
        ledger.File.Description = "A migration's journal: gives the rows that waited to owners who are there by now.";
        var output = new Option<string?>("--output") { Description = "Report to write: .html, .json or .csv.", HelpName = "FILE" };
        var map = new Option<string?>("--map") { Description = "The map, by which the export is read; that of the ledger, or what is known of the export, when left out.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var source = new SourceOptions();
        var target = new TargetOptions();
        var owner = new OwnerOptions();
        var command = new Command("owners", "Finds the owners of a practice's rows, and updates them.") { map, output, json };
        ledger.AddTo(command);
        source.AddTo(command);
        target.AddTo(command);
        owner.AddTo(command);
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                string? report = parsed.GetValue(output);
                if (report is not null)
                {
                    ReportWriter.FormatOf(report);
                }

                LedgerPlace? place = parsed.GetValue(ledger.File) is null ? null : ledger.Of(parsed, target);
                MigrationMap? wanted = parsed.GetValue(map) is { } file ? MapFile.Read(file)
                    : place is not null ? LedgerMap.Find(place, TimeProvider.System) : null;
                using ISource opened = source.Open(parsed, allowUnknown: wanted is not null);
                ISource export = wanted is null ? opened : await MapSource.DecideAsync(wanted, opened, stop);
                using Target organisation = await target.OpenAsync(parsed, mustExist: false, stop);
                OwnerMap owners = await Waiting.ForAsync(quiet, "Looking for the owners…", () => OwnerResolver.ResolveAsync(
                    export.Read("provider", stop), parsed.GetValue(owner.Fallback)!, owner.Choices(parsed), organisation.Client, TimeProvider.System, stop));
                if (report is not null)
                {
                    ReportWriter.Write(report, OwnerReport.Build(owners, TimeProvider.System.GetUtcNow()));
                }

                IReadOnlyList<OwnerMove> moves = place is not null
                    ? await UpdateAsync(place, export, organisation, owners, quiet, stop)
                    : [];
                bool troubled = owners.Entries.Any(e => e.Status == OwnerStatus.Conflicting || (e.Match == OwnerMatch.Map && e.Owner is null));
                int exit = troubled ? ExitCode.Problems : ExitCode.Done;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(JsonLine.Of(owners, moves, exit));
                }
                else
                {
                    Print(owners, moves);
                }

                return exit;
            },
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<IReadOnlyList<OwnerMove>> UpdateAsync(
        LedgerPlace ledger, ISource export, Target organisation, OwnerMap owners, bool quiet, CancellationToken cancellationToken)
    {
        MigrationMap map = LedgerMap.Find(ledger, TimeProvider.System)
            ?? throw new MigrationException("LedgerNotFound", $"There is no migration in a ledger '{ledger}'. Give the ledger of the migration that was run.");
        using Migration migration = await Migration.OpenAsync(
            new MigrationSetup { Map = map, Owners = owners, Source = export, Target = organisation.Client, FurtherUsers = organisation.FurtherUsers, Ledger = ledger }, cancellationToken);
        await TargetGate.DemandAsync(migration, organisation, w => Console.Error.WriteLine($"Note: {ConsoleWords.Of(w)}"), cancellationToken);
        return await LoadDisplay.ShowAsync(quiet, p => migration.UpdateOwnersAsync(owners, p, cancellationToken));
    }

    private static void Print(OwnerMap owners, IReadOnlyList<OwnerMove> moves)
    {
        Table table = Tables.Make("Owners", "provider", "status", "found by", "owner", "why, and what to do");
        foreach (OwnerEntry e in owners.Entries)
        {
            table.AddRow(Markup.Escape(e.Provider), e.Status.ToString(), e.Match.ToString(), Markup.Escape(e.OwnerName), Markup.Escape(ConsoleWords.Of(e.Reason)));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Fallback owner: {owners.FallbackName}");
        if (moves.Count > 0)
        {
            Table moved = Tables.Make("Rows that waited for an owner", "object", "table", "staged", "moved", "waiting", "given back");
            foreach (OwnerMove m in moves)
            {
                moved.AddRow(m.Object, m.Table, Tables.N(m.Staged), Tables.N(m.Moved), Tables.N(m.Waiting), Tables.N(m.GivenBack));
            }

            AnsiConsole.Write(moved);
        }
    }
}
