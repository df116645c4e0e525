using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DentalMigration.Benchmarks.Import;

/// <summary><c>import</c>: what importing the module adds to an empty start of PowerShell, by turns and each in a process of its own.</summary>
internal static class ImportCommand
{
    private const double Aim = 0.5;

    public static Command Create()
    {
        var module = new Option<string>("--module") { Description = "The built module's folder.", DefaultValueFactory = _ => "out/DentalMigration" };
        var rounds = new Option<int>("--rounds") { Description = "Turns of each contestant.", DefaultValueFactory = _ => 11 };
        var command = new Command("import", "Imports the module, against an empty start of PowerShell.") { module, rounds };
        command.SetAction((parsed, _) => RunAsync(Path.GetFullPath(parsed.GetValue(module)!), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task<int> RunAsync(string module, int rounds)
    {
        if (!File.Exists(Path.Combine(module, "DentalMigration.psd1")))
        {
            await Console.Error.WriteLineAsync($"There is no built module in '{module}'. Run build.ps1, or name one with --module.");
            return 2;
        }

        string import = $"Import-Module '{module.Replace("'", "''", StringComparison.Ordinal)}';";
        await StartAsync(import); // files into the cache, for both
        var empty = new List<Start>();
        var imported = new List<Start>();
        for (int round = 0; round < rounds; round++)
        {
            empty.Add(await StartAsync(""));
            imported.Add(await StartAsync(import));
        }

        Print(empty, imported);
        return 0;
    }

    private static async Task<Start> StartAsync(string script)
    {
        var start = new ProcessStartInfo("pwsh") { RedirectStandardOutput = true };
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-Command", script + "[Environment]::CpuUsage.TotalTime.Ticks"])
        {
            start.ArgumentList.Add(argument);
        }

        long begun = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        double wall = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return process.ExitCode == 0
            ? new Start(wall, TimeSpan.FromTicks(long.Parse(output.Trim(), CultureInfo.InvariantCulture)).TotalSeconds)
            : throw new InvalidOperationException($"pwsh ended with {process.ExitCode}.");
    }

    private static void Print(List<Start> empty, List<Start> imported)
    {
        Console.WriteLine("contestant                wall s    fastest    slowest     CPU s");
        Line("an empty start", empty);
        Line("with the module", imported);
        double wall = Median(imported.Zip(empty, (a, b) => a.Wall - b.Wall));
        double processor = Median(imported.Zip(empty, (a, b) => a.Processor - b.Processor));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"import adds {wall:N3} s, {processor:N3} s of CPU   aim {Aim:N1} s"));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "import",
            rounds = empty.Count,
            emptySeconds = Math.Round(Median(empty.Select(s => s.Wall)), 3),
            importedSeconds = Math.Round(Median(imported.Select(s => s.Wall)), 3),
            addedSeconds = Math.Round(wall, 3),
            addedProcessorSeconds = Math.Round(processor, 3),
            aim = Aim,
        }));
    }

    private static void Line(string name, List<Start> starts) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-22} {Median(starts.Select(s => s.Wall)),9:N3}  {starts.Min(s => s.Wall),9:N3}  {starts.Max(s => s.Wall),9:N3}  {Median(starts.Select(s => s.Processor)),8:N3}"));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    /// <summary>One start of PowerShell, in seconds.</summary>
    private readonly record struct Start(double Wall, double Processor);
}
