using System.CommandLine;
using System.Diagnostics;
using DentalMigration.Cli.Output;
using DentalMigration.Loading;
using DentalMigration.Profiling;
using DentalMigration.Profiling.Totals;
using DentalMigration.Reports;
using DentalMigration.Sources;

namespace DentalMigration.Cli.Commands;

/// <summary><c>profile</c>: what an export holds and what to mend in it, before anything is mapped.</summary>
internal static class ProfileCommand
{
    public static Command Create()
    {
        var totals = new Option<string?>("--totals")
        {
            Description = "CSV file object,measure,field,value with figures of the vendor's own reports.", HelpName = "FILE",
        };
        var output = new Option<string?>("--output") { Description = "Report to write: .html, .json or .csv.", HelpName = "FILE" };
        var source = new SourceOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var command = new Command("profile", "Measures an export: counts, types, duplicates, orphans, damage.") { totals, output, json };
        source.AddTo(command);
        command.SetAction((parsed, stop) => Guarded.RunAsync(
            async () =>
            {
                bool quiet = parsed.GetValue(json);
                string? report = parsed.GetValue(output);
                if (report is not null)
                {
                    ReportWriter.FormatOf(report);
                }

                using ISource export = source.Open(parsed);
                var options = new ProfileOptions
                {
                    Totals = parsed.GetValue(totals) is { } file ? VendorTotals.Read(file, export.Catalog) : [],
                };
                long start = Stopwatch.GetTimestamp();
                SourceProfile profile = await LoadDisplay.ShowAsync(
                    quiet,
                    p => SourceProfiler.MeasureAsync(
                        export, options, new ImmediateProgress<ProfileProgress>(r => p.Report(new LoadProgress("read", r.Object, r.Records, 0, 0, 0, 0))), stop));
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                if (report is not null)
                {
                    ReportWriter.Write(report, ProfileReport.Build(profile, TimeProvider.System.GetUtcNow()));
                }

                int exit = profile.Findings.Any(f => f.Severity == FindingSeverity.Error) ? ExitCode.Problems : ExitCode.Done;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(ProfileOutput.Json(profile, elapsed, exit));
                }
                else
                {
                    ProfileOutput.Print(profile, elapsed, report);
                }

                return exit;
            },
            parsed.GetValue(json)));
        return command;
    }
}
