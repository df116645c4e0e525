using System.CommandLine;
using System.Globalization;
using DentalMigration.Capacity;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Sources;
using Spectre.Console;

namespace DentalMigration.Cli.Commands;

/// <summary><c>capacity</c>: what a migration needs of tables, requests, storage and time, against what there is.</summary>
internal static class CapacityCommand
{
    public static Command Create()
    {
        var map = new Option<string?>("--map") { Description = "The map; the system's default map when left out.", HelpName = "FILE" };
        var license = new Option<LicenseTier>("--license") { Description = "The licence.", DefaultValueFactory = _ => LicenseTier.SalesProfessional };
        var count = new Option<int>("--license-count") { Description = "How many licences the tenant has.", DefaultValueFactory = _ => new CapacityAssumptions().Licenses };
        var users = new Option<int>("--application-users") { Description = "Application users that share the load.", DefaultValueFactory = _ => new CapacityAssumptions().ApplicationUsers };
        var force = new Option<bool>("--force") { Description = "End with 0 although the licence's custom tables are passed." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var source = new SourceOptions();
        var target = new TargetOptions();
        var command = new Command("capacity", "Measures what a migration needs against what there is.") { map, license, count, users, force, json };
        source.AddTo(command);
        target.AddTo(command);
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                using ISource opened = source.Open(parsed, allowUnknown: true);
                (MigrationMap wanted, ISource export) = await WantedMap.OfAsync(parsed.GetValue(map), parsed.GetValue(source.System)!, opened, quiet, stop);
                using Target organisation = await target.OpenAsync(parsed, mustExist: true, stop);
                MigrationVolume volume = await Waiting.ForAsync(
                    quiet, "Counting the export…", () => MigrationVolume.OfAsync(wanted, export, organisation.Client, stop));
                var assumptions = new CapacityAssumptions
                {
                    License = parsed.GetValue(license), Licenses = parsed.GetValue(count), ApplicationUsers = Math.Max(1, parsed.GetValue(users)),
                };
                List<CapacityLine> lines = await CapacityEstimator.EstimateAsync(wanted, volume, organisation.Client, assumptions, stop).ToListAsync(stop);
                int exit = lines.Any(l => l is { Topic: "Tables", IsOver: true }) && !parsed.GetValue(force) ? ExitCode.Problems : ExitCode.Done;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(JsonLine.Of(lines, exit));
                    return exit;
                }

                Table table = Tables.Make("Capacity", "topic", "what", "figure", "limit", "meaning");
                foreach (CapacityLine l in lines)
                {
                    string figure = string.Create(CultureInfo.InvariantCulture, $"{l.Value:#,0.##} {l.Unit}");
                    table.AddRow(l.Topic, l.Measure, l.IsOver ? $"[red]{figure}[/]" : figure, l.Limit is { } limit ? Tables.N((decimal)limit) : "", Markup.Escape(l.Assumption));
                }

                AnsiConsole.Write(table);
                return exit;
            },
            parsed.GetValue(json)));
        return command;
    }
}
