using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Loading;
using DentalMigration.Loading.Sampling;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Reports;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary><c>sample</c>: chooses patients of every kind; tells which kinds, writes their keys, or loads them as a rehearsal.</summary>
internal static class SampleCommand
{
    private const int UsualCount = 300;

    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many patients to choose; 200 to 500 are usual.", DefaultValueFactory = _ => UsualCount, HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "Any number; the same one chooses the same patients.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var output = new Option<string?>("--out", "--output")
        {
            Description = "File for object and key of every chosen record: .csv or .json. Invoke-MigrationBatch takes it from Import-Csv.", HelpName = "FILE",
        };
        var map = new Option<string?>("--map") { Description = "A map: to read the export by, and, approved, to load by.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var source = new SourceOptions();
        var rehearsal = new RehearsalOptions(map);
        var command = new Command("sample", "Chooses patients of every kind, and of every trouble, for a rehearsal; with --ledger it is loaded.") { count, seed, output, map, json };
        source.AddTo(command);
        rehearsal.AddTo(command);
        command.Validators.Add(r =>
        {
            if (r.GetValue(count) < 1)
            {
                r.AddError("--count is 1 or more.");
            }
        });
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                string? file = parsed.GetValue(output);
                if (file is not null)
                {
                    ReportWriter.FormatOf(file);
                }

                MigrationMap? given = parsed.GetValue(map) is { } path ? MapFile.Read(path) : null;
                using ISource export = source.Open(parsed, allowUnknown: given?.Places is not null);
                MigrationMap? approved = await rehearsal.MapAsync(parsed, given, export, parsed.GetValue(source.System)!, quiet, stop);
                ISource decided = (approved ?? given) is { } decisions ? await MapSource.DecideAsync(decisions, export, stop) : export;
                Sample sample = await Waiting.ForAsync(
                    quiet,
                    "Reading the export…",
                    () => SampleSelector.ChooseAsync(decided, null, parsed.GetValue(count), parsed.GetValue(seed), TimeProvider.System, stop));
                List<SampleRecord> records = await Waiting.ForAsync(quiet, "Gathering what belongs to the chosen patients…", () => GatherAsync(decided, sample, stop));
                if (file is not null)
                {
                    ReportWriter.Write(file, RecordTableReport.Build("Sample", records, TimeProvider.System.GetUtcNow(), containsValues: true));
                }

                RunResult? result = null;
                if (approved is not null)
                {
                    var selection = new RecordSelection();
                    records.ForEach(r => selection.Add(r.Object, r.Key));
                    result = await rehearsal.LoadAsync(parsed, approved, export, selection, quiet, stop);
                }

                int exit = result is { HasProblems: true } or { IsConserved: false } ? ExitCode.Problems : ExitCode.Done;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(SampleOutput.Json(sample, records, result, exit));
                }
                else
                {
                    SampleOutput.Print(sample, records, file, result);
                }

                return exit;
            },
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<List<SampleRecord>> GatherAsync(ISource source, Sample sample, CancellationToken stop)
    {
        var records = new List<SampleRecord>();
        await foreach (SourceRecord record in SampleSelector.ReadAsync(source, sample, stop))
        {
            records.Add(new SampleRecord(record.Object.Name, record.Key));
        }

        return records;
    }
}

/// <summary>A chosen record, as Invoke-MigrationBatch knows it again.</summary>
/// <param name="Object">Its object.</param>
/// <param name="Key">Its key.</param>
internal sealed record SampleRecord(string Object, string Key);
