using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Hosting;
using DentalMigration.Mapping;
using DentalMigration.Profiling;
using DentalMigration.Schema;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary><c>schema</c>: what a map needs in an organisation; with <c>--create</c> what is missing is made.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var map = new Option<string?>("--map") { Description = "The map; the system's default map, fitted to the export, when left out.", HelpName = "FILE" };
        var measure = new Option<bool>("--measure") { Description = "Measure the export first, and let text columns grow where it holds longer values." };
        var kind = new Option<SchemaKind[]>("--kind") { Description = "Only these kinds of components.", HelpName = "KIND", AllowMultipleArgumentsPerToken = true };
        var exclude = new Option<SchemaKind[]>("--exclude") { Description = "Not these kinds of components.", HelpName = "KIND", AllowMultipleArgumentsPerToken = true };
        var create = new Option<bool>("--create") { Description = "Make what is missing." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var source = new SourceOptions();
        var target = new TargetOptions();
        var command = new Command("schema", "Plans the schema of a map in Dataverse: tables, columns, keys, security, forms, views, charts, navigation.")
        {
            map, measure, kind, exclude, create, json,
        };
        source.AddTo(command);
        (source.System.Required, source.Source.Required) = (false, false);
        target.AddTo(command);
        command.Validators.Add(r =>
        {
            if (r.GetValue(map) is null && (r.GetValue(source.System) is null || r.GetValue(source.Source) is null))
            {
                r.AddError("Give --map FILE, or --system and --source for the default map.");
            }
            else if (r.GetValue(measure) && (r.GetValue(source.System) is null || r.GetValue(source.Source) is null))
            {
                r.AddError("To measure an export, give --system and --source.");
            }
        });
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                using ISource? export = parsed.GetValue(source.Source) is null ? null : source.Open(parsed, allowUnknown: true);
                MigrationMap wanted = export is null
                    ? MapFile.Read(parsed.GetValue(map)!)
                    : (await WantedMap.OfAsync(parsed.GetValue(map), parsed.GetValue(source.System)!, export, quiet, stop)).Map;
                using Target organisation = await target.OpenAsync(parsed, mustExist: false, stop);
                var options = new SchemaOptions
                {
                    Kinds = parsed.GetValue(kind) ?? [],
                    Exclude = parsed.GetValue(exclude) ?? [],
                    Profile = parsed.GetValue(measure) ? await SourceProfiler.MeasureAsync(export!, new ProfileOptions(), null, stop) : null,
                };
                SchemaPlan plan = await Waiting.ForAsync(
                    quiet, "Comparing the map with the organisation…", () => SchemaPlanner.PlanAsync(wanted, organisation.Client, options, stop));
                if (parsed.GetValue(create))
                {
                    SchemaPlan missing = plan;
                    plan = await Waiting.ForAsync(
                        quiet, $"Making {Tables.N(plan.Missing.Count())} components…", tell => CreateAsync(missing, organisation, tell, stop));
                }

                return await PrintAsync(plan, quiet);
            },
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<SchemaPlan> CreateAsync(SchemaPlan plan, Target organisation, Action<int> tell, CancellationToken stop)
    {
        var made = new HashSet<(SchemaKind, string, string)>();
        await foreach (SchemaItem item in SchemaWriter.ApplyAsync(plan, organisation.Client, stop))
        {
            made.Add((item.Kind, item.Table, item.Name));
            tell(made.Count);
        }

        return plan with
        {
            Items = [.. plan.Items.Select(i => made.Contains((i.Kind, i.Table, i.Name)) ? i with { Status = SchemaStatus.Created } : i)],
        };
    }

    private static async Task<int> PrintAsync(SchemaPlan plan, bool json)
    {
        int exit = plan.Conflicts.Any() ? ExitCode.Problems : ExitCode.Done;
        if (json)
        {
            await Console.Out.WriteLineAsync(SchemaOutput.Json(plan, exit));
        }
        else
        {
            SchemaOutput.Print(plan);
        }

        return exit;
    }
}
