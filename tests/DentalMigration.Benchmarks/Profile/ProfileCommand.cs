using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DentalMigration.Benchmarks.Profile;

/// <summary>
/// <c>profile</c>: rows per second of a profile against a bare CsvHelper read of the same files, by turns and each in a process of its own;
/// and the memory that a profile of the whole export, workbooks included, takes at most.
/// </summary>
internal static class ProfileCommand
{
    private const int Aim = 300;

    public static Command Create()
    {
        var system = new Option<string>("--system") { Description = "Source system.", DefaultValueFactory = _ => "dentes" };
        var patients = new Option<int>("--patients") { Description = "Patients of the export.", DefaultValueFactory = _ => 50_000 };
        var rounds = new Option<int>("--rounds") { Description = "Turns of each contestant.", DefaultValueFactory = _ => 5 };
        var source = new Option<string?>("--source") { Description = "An export that is there already, instead of a generated one." };
        var command = new Command("profile", "Profiles a synthetic export against a bare CsvHelper read of it.") { system, patients, rounds, source };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(system)!, parsed.GetValue(patients), parsed.GetValue(rounds), parsed.GetValue(source)));
        return command;
    }

    private static async Task<int> RunAsync(string system, int patients, int rounds, string? source)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dental-migration-benchmark-");
        try
        {
            string export = source ?? Path.Combine(folder.FullName, "export");
            if (source is null)
            {
                await StartAsync(ServeProcess.Program, "generate", "--system", system, "--patients", $"{patients}", "--out", export);
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
                foreach (string name in names)
                {
                    runs[name].Add(await ContestAsync(name, system, csv));
                }
            }

            Print(system, patients, runs, await ContestAsync(ContestantCommand.Profile, system, export));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Run> ContestAsync(string name, string system, string folder) => JsonSerializer.Deserialize<Run>(
        await StartAsync(Path.Combine(AppContext.BaseDirectory, "DentalMigration.Benchmarks.dll"), "profile-contestant", name, system, folder))!;

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

    private static void Print(string system, int patients, Dictionary<string, List<Run>> runs, Run whole)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs[ContestantCommand.Profile][0].Rows:N0} records in CSV files, {whole.Rows:N0} with workbooks"));
        Console.WriteLine("contestant                       rows/s     slowest     fastest   peak MB");
        Line("CsvHelper, every field read", runs[ContestantCommand.Read]);
        Line("CsvHelper, no field read", runs[ContestantCommand.Scan]);
        Line("profile", runs[ContestantCommand.Profile]);
        Line("profile, with workbooks", [whole]);
        double ratio = Median(runs[ContestantCommand.Profile]) / Median(runs[ContestantCommand.Read]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"profile / read {ratio:N2}   aim 0.50; peak memory {whole.PeakMemory / 1e6:N0} MB   aim {Aim}"));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "profile",
            system,
            patients,
            rows = runs[ContestantCommand.Profile][0].Rows,
            rowsWithWorkbooks = whole.Rows,
            readRowsPerSecond = Math.Round(Median(runs[ContestantCommand.Read])),
            scanRowsPerSecond = Math.Round(Median(runs[ContestantCommand.Scan])),
            profileRowsPerSecond = Math.Round(Median(runs[ContestantCommand.Profile])),
            profileRowsPerSecondSlowest = Math.Round(runs[ContestantCommand.Profile].Min(r => r.RowsPerSecond)),
            profileRowsPerSecondFastest = Math.Round(runs[ContestantCommand.Profile].Max(r => r.RowsPerSecond)),
            ratio = Math.Round(ratio, 3),
            peakMemory = whole.PeakMemory,
        }));
    }

    private static void Line(string name, List<Run> runs) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-28} {Median(runs),10:N0}  {runs.Min(r => r.RowsPerSecond),10:N0}  {runs.Max(r => r.RowsPerSecond),10:N0}  {runs.Max(r => r.PeakMemory) / 1e6,8:N0}"));

    private static double Median(List<Run> runs)
    {
        double[] rates = [.. runs.Select(r => r.RowsPerSecond).Order()];
        return (rates[rates.Length / 2] + rates[(rates.Length - 1) / 2]) / 2;
    }
}
