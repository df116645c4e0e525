using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Checks;
using DentalMigration.Mapping.Assistant;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Mapping.Learning;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary><c>map</c>: proposes a map from an export to a file, or goes on with one that a person edited; approves it where a person is named.</summary>
internal static class MapCommand
{
    public static Command Create()
    {
        var output = new Option<string?>("--output") { Description = "The map's file to write: .json, or .csv for a spreadsheet.", HelpName = "FILE" };
        var map = new Option<string?>("--map") { Description = "A map that was written before: it is tested against the export and not proposed anew.", HelpName = "FILE" };
        var prefix = new Option<string>("--prefix") { Description = "Publisher prefix of what the migration makes.", DefaultValueFactory = _ => "new" };
        var scope = new Option<string>("--scope") { Description = "Names the practice, where several share one organisation.", DefaultValueFactory = _ => "default" };
        var variant = new Option<string[]>("--variant") { Description = "Alternatives to parts of the map, such as AppointmentTable.", AllowMultipleArgumentsPerToken = true, HelpName = "NAME" };
        var delimiter = new Option<string>("--delimiter") { Description = "The sign between two cells of a .csv.", DefaultValueFactory = _ => ";", HelpName = ";|,|TAB" };
        delimiter.AcceptOnlyFromAmong(";", ",", "tab", "\t");
        var approve = new Option<string?>("--approve") { Description = "Approve the map in this person's name.", HelpName = "WHO" };
        var ignore = new Option<bool>("--ignore-open") { Description = "With --approve: sign that what is open is left out." };
        var learn = new Option<string?>("--learn") { Description = "JSON file of decisions of earlier practices; an approval adds its own.", HelpName = "FILE" };
        var assistant = new AssistantOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var source = new SourceOptions();
        var command = new Command("map", "Proposes a map from an export: what each file and header is, for a person to decide and approve.")
        {
            output, map, prefix, scope, variant, delimiter, approve, ignore, learn, json,
        };
        source.AddTo(command);
        assistant.AddTo(command);
        var score = new ScoreOptions();
        score.AddTo(command);
        (source.System.Required, source.Source.Required) = (false, false);
        command.Validators.Add(r =>
        {
            if (r.GetValue(score.Labels) is not null)
            {
                return;
            }

            if (r.GetValue(source.System) is null || r.GetValue(source.Source) is null)
            {
                r.AddError("Give --system and --source, or --score FILE to measure the proposals.");
            }
            else if (r.GetValue(output) is null && r.GetValue(map) is null)
            {
                r.AddError("Give --output FILE, or --map FILE to go on with a map.");
            }
        });
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                if (parsed.GetValue(score.Labels) is { } labels)
                {
                    return await score.RunAsync(labels, parsed, parsed.GetValue(json));
                }

                string system = parsed.GetValue(source.System)!;
                string? given = parsed.GetValue(map);
                string file = parsed.GetValue(output) ?? given!;
                bool quiet = parsed.GetValue(json);
                using ISource export = source.Open(parsed, allowUnknown: true);
                MigrationMap result;
                List<MapProblem> problems = [];
                List<SourceFault> unread = [];
                if (given is not null)
                {
                    result = MapFile.Read(given);

                    // Whoever approves it anew has read what was changed.
                    bool anew = parsed.GetValue(approve) is not null;
                    problems =
                    [
                        .. MapChecker.Check(result).Where(p => !anew || p.Code != "MapEdited"),
                        .. await Waiting.ForAsync(quiet, "Holding the map against the export…", () => MapSourceChecks.OfAsync(result, export, stop)),
                    ];
                }
                else
                {
                    using ChatAssistant? model = assistant.Open(parsed);
                    var options = new MapProposalOptions
                    {
                        Learned = parsed.GetValue(learn) is { } learned ? LearnedFile.Spellings(learned, system, Console.Error.WriteLine) : [],
                        Assistant = model,
                        Warn = Console.Error.WriteLine,
                    };
                    MigrationMap shipped = DefaultMap.Create(system, parsed.GetValue(prefix)!, parsed.GetValue(scope)!, parsed.GetValue(variant) ?? []);
                    result = await Waiting.ForAsync(quiet, "Reading the export and proposing a map…", () => MapProposer.ProposeAsync(shipped, export, options, stop));
                    unread = [.. export.Faults.Where(f => f.File.Length > 0)];
                }

                // What cannot be read is not in a proposal, so nobody would miss it there.
                if (unread.Count > 0 && parsed.GetValue(approve) is not null)
                {
                    throw new MigrationException(unread[0].Code, $"{unread[0].Message} The map is not approved without it: mend the file, or take it out of the export.");
                }

                MigrationMap decided = result;
                if (parsed.GetValue(approve) is { } who && problems.Count == 0)
                {
                    result = MapApprover.Approve(result, who, TimeProvider.System, parsed.GetValue(ignore));
                    if (parsed.GetValue(learn) is { } path)
                    {
                        LearnedFile.Remember(path, decided, TimeProvider.System);
                    }
                }

                if (problems.Count == 0 && (given is null || result.IsApproved || file != given))
                {
                    MapFile.Write(result, file, parsed.GetValue(delimiter)! is "tab" ? '\t' : parsed.GetValue(delimiter)![0]);
                }

                int exit = problems.Count + unread.Count > 0 || (!result.IsApproved && OpenDecisions.Of(result).Any()) ? ExitCode.Problems : ExitCode.Done;
                problems.AddRange(unread.Select(f => new MapProblem(f.Code, f.File, f.Message)));
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(MapOutput.Json(result, file, problems, exit));
                }
                else
                {
                    MapOutput.Print(result, file, problems);
                }

                return exit;
            },
            parsed.GetValue(json)));
        return command;
    }
}
