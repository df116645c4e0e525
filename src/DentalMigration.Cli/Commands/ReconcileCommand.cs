using System.CommandLine;
using DentalMigration.Cli.Output;
using DentalMigration.Verification;
using DentalMigration.Verification.Vendor;

namespace DentalMigration.Cli.Commands;

/// <summary><c>reconcile</c>: source and target by figures.</summary>
internal static class ReconcileCommand
{
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Rows and sums of whole objects only." };
        var vendor = new Option<string?>("--vendor-totals")
        {
            Description = "CSV of the vendor's own totals: object,practice,measure,field,value.", HelpName = "FILE",
        };
        var options = new MigrationOptions();
        var command = new Command("reconcile", "Compares source and Dataverse by rows, sums, and a checksum of every column, by object and practice.") { quick, vendor };
        options.AddTo(command);
        command.SetAction((parsed, stop) => options.RunAsync(
            parsed,
            async (migration, _, _) =>
            {
                bool quiet = parsed.GetValue(options.Json);
                var measure = new MeasureOptions
                {
                    Quick = parsed.GetValue(quick),
                    Vendor = parsed.GetValue(vendor) is { } file ? VendorTotalFile.Read(file, migration.Setup.Source.Catalog) : [],
                };
                List<ReconciliationLine> lines = await Waiting.ForAsync(
                    quiet, "Counting both sides…", async () => await Reconciler.MeasureAsync(migration, measure, stop).ToListAsync(stop));
                int exit = lines.TrueForAll(l => l.Verdict == Verdict.Same) ? ExitCode.Done : ExitCode.Problems;
                if (quiet)
                {
                    await Console.Out.WriteLineAsync(JsonLine.Of(lines, exit));
                }
                else
                {
                    Tables.Reconciliation(lines);
                }

                return exit;
            },
            stop));
        return command;
    }
}
