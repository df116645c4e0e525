using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;

namespace DentalMigration.Benchmarks.Profile;

/// <summary>
/// <c>profile</c>: rows per second of a profile against a bare CsvHelper read of the same files, by turns and each in a process of its own;
/// and the memory that a profile of the whole export, workbooks included, takes at most.
/// </summary>
internal static class ProfileBenchmark
{
    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        int patients = settings.Amount ?? settings.Pick(50_000, 5_000, 300);
        int rounds = settings.Rounds ?? settings.Pick(5, 3, 1);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dental-migration-benchmark-");
        try
        {
            string export = settings.Source ?? Path.Combine(folder.FullName, "export");
            if (settings.Source is null)
            {
                await StartAsync(ServeProcess.Program, "generate", "--system", settings.System, "--patients", $"{patients}", "--out", export);
            }

            string csv = Path.Combine(folder.FullName, "csv");
            Directory.CreateDirectory(csv);
            foreach (string file in Directory.EnumerateFiles(export, "*.csv"))
            {
                File.CreateSymbolicLink(Path.Combine(csv, Path.GetFileName(file)), Path.GetFullPath(file));
            }

            string[] names = [ContestantCommand.Read, ContestantCommand.Profile, ContestantCommand.Scan];
            Dictionary<string, List<Run>> runs = names.ToDictionary(n => n, _ => new List<Run>());
            for (int round = 0; round < rounds; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (string name in names)
                {
                    runs[name].Add(await ContestAsync(name, settings.System, csv));
                }
            }

            Run whole = await ContestAsync(ContestantCommand.Profile, settings.System, export);
            string size = settings.Source is null ? string.Create(CultureInfo.InvariantCulture, $"{patients:N0} patients") : "an export";
            return Result(string.Create(CultureInfo.InvariantCulture, $"{settings.System}, {size}, {rounds} rounds"), runs, whole);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Run> ContestAsync(string name, string system, string folder) => JsonSerializer.Deserialize<Run>(
        await StartAsync(Stand.Self, "profile-contestant", name, system, folder))!;

    private static async Task<string> StartAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}.");
    }

    private static BenchmarkResult Result(string setting, Dictionary<string, List<Run>> runs, Run whole)
    {
        List<Run> ours = runs[ContestantCommand.Profile];
        return new BenchmarkResult(
            "profile",
            string.Create(CultureInfo.InvariantCulture, $"{setting}: {ours[0].Rows:N0} records in CSV files, {whole.Rows:N0} with workbooks"),
            [
                Figure.Of("rows/s, profile over a bare read of every field", ours.Zip(runs[ContestantCommand.Read], (a, b) => a.RowsPerSecond / b.RowsPerSecond)) with { AtLeast = 0.5 },
                new Figure("peak memory, with workbooks", whole.PeakMemory / 1e6, "MB") { AtMost = 300 },
                Figure.Of("rows/s, profile", ours.Select(r => r.RowsPerSecond)),
                Figure.Of("rows/s, CsvHelper, every field read", runs[ContestantCommand.Read].Select(r => r.RowsPerSecond)),
                Figure.Of("rows/s, CsvHelper, no field read", runs[ContestantCommand.Scan].Select(r => r.RowsPerSecond)),
                new Figure("rows/s, profile with workbooks", whole.RowsPerSecond),
                new Figure("peak memory, CSV files only", ours.Max(r => r.PeakMemory) / 1e6, "MB"),
            ]);
    }
}
