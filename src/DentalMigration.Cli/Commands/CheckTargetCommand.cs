using System.CommandLine;
using DentalMigration.Capacity;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Hosting.Preflight;
using DentalMigration.Mapping;
using DentalMigration.Sources;
using Spectre.Console;

namespace DentalMigration.Cli.Commands;

/// <summary><c>check-target</c>: whether an organisation is ready, as every load asks first. Reads only.</summary>
internal static class CheckTargetCommand
{
    public static Command Create()
    {
        var map = new Option<string?>("--map") { Description = "The map; the system's default map when left out.", HelpName = "FILE" };
        var expected = new Option<string?>("--expected-organization") { Description = "Name, id or first part of the host of the organisation that is meant.", HelpName = "NAME" };
        var license = new Option<LicenseTier>("--license") { Description = "The licence whose limit of tables holds.", DefaultValueFactory = _ => LicenseTier.SalesProfessional };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var source = new SourceOptions();
        var target = new TargetOptions();
        var command = new Command("check-target", "Tells what in an organisation would spoil a load.") { map, expected, license, json };
        source.AddTo(command);
        target.AddTo(command);
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                using ISource opened = source.Open(parsed, allowUnknown: true);
                (MigrationMap wanted, ISource export) = await WantedMap.OfAsync(parsed.GetValue(map), parsed.GetValue(source.System)!, opened, quiet, stop);
                using Target organisation = await target.OpenAsync(parsed, mustExist: true, stop);
                var question = new PreflightQuestion
                {
                    Map = wanted, Source = export, ExpectedOrganization = parsed.GetValue(expected), License = parsed.GetValue(license),
                };
                List<TargetFinding> findings = await Waiting.ForAsync(
                    quiet, "Looking at the organisation…", () => TargetPreflight.CheckAsync(organisation, question, stop).ToListAsync(stop).AsTask());
                int exit = findings.Any(f => f.Stops) ? ExitCode.Problems : ExitCode.Done;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(JsonLine.Of(findings, exit));
                    return exit;
                }

                AnsiConsole.WriteLine($"Organisation '{await OrganizationName.OfAsync(organisation, stop)}', {organisation.Who.OrganizationId:D}, at {organisation.Name}.");
                Table table = Tables.Make("Findings", "severity", "what", "place", "why, and what to do");
                findings.ForEach(f => table.AddRow(f.Severity.ToString(), f.Code, Markup.Escape(f.Place), Markup.Escape(ConsoleWords.Of(f.Message))));
                AnsiConsole.Write(table);
                return exit;
            },
            parsed.GetValue(json)));
        return command;
    }
}
