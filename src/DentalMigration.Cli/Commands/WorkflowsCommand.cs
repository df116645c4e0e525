using System.CommandLine;
using System.Text.Json;
using DentalMigration.Cli.Output;
using DentalMigration.Mapping;
using DentalMigration.Reports.Workflows;
using DentalMigration.Sources;
using Spectre.Console;

namespace DentalMigration.Cli.Commands;

/// <summary><c>workflows</c>: the definitions that do not migrate, as a PDF to rebuild them from.</summary>
internal static class WorkflowsCommand
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        var output = new Option<string>("--out", "--output") { Description = "The PDF to write.", Required = true, HelpName = "FILE" };
        var map = new Option<string?>("--map") { Description = "The map that says which tables and columns there are; proposed when left out.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var source = new SourceOptions();
        var command = new Command("workflows", "Writes workflow, reminder, billing-rule and template definitions as a PDF, with what to rebuild them from.") { output, map, json };
        source.AddTo(command);
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                string file = parsed.GetValue(output)!;
                WorkflowReference.DemandPdf(file);
                using ISource export = source.Open(parsed, allowUnknown: parsed.GetValue(map) is not null);
                (MigrationMap wanted, ISource decided) = await WantedMap.OfAsync(parsed.GetValue(map), parsed.GetValue(source.System)!, export, quiet, stop);
                WorkflowReference reference = await WorkflowReference.ReadAsync(decided, wanted, stop);
                reference.Write(file, TimeProvider.System.GetUtcNow());
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(Json(reference, file));
                }
                else
                {
                    Print(reference, file);
                }

                return ExitCode.Done;
            },
            parsed.GetValue(json)));
        return command;
    }

    private static string Json(WorkflowReference reference, string file) => JsonSerializer.Serialize(
        new
        {
            definitions = reference.Entries.Select(e => new
            {
                name = e.Definition.Name,
                kind = e.Kind,
                active = e.Definition.IsActive,
                position = e.Definition.Position,
                table = e.Table,
                columns = e.Columns.Select(c => c.Column).OfType<string>(),
                blocks = e.Steps.Select(s => s.Block),
                remarks = e.Remarks,
            }),
            unusable = reference.Unusable,
            file,
            exit = ExitCode.Done,
        },
        Options);

    private static void Print(WorkflowReference reference, string file)
    {
        Table table = Tables.Make("Definitions to rebuild", "name", "what", "table", "trigger column", "to look at");
        foreach (WorkflowEntry entry in reference.Entries)
        {
            table.AddRow(
                Markup.Escape(entry.Definition.Name), entry.Kind, entry.Table ?? "-", entry.Columns.Count > 0 ? entry.Columns[0].Column ?? "-" : "-", Tables.N(entry.Remarks.Count));
        }

        if (reference.Entries.Count > 0)
        {
            AnsiConsole.Write(table);
        }
        else
        {
            AnsiConsole.WriteLine("The export holds no definitions of workflows, reminders, billing rules or templates.");
        }

        AnsiConsole.WriteLine($"Wrote {file}.");
    }
}
