using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CsvHelper;
using DentalMigration.Profiling;
using DentalMigration.Sources.Files;
using DentalMigration.Systems;

namespace DentalMigration.Benchmarks.Profile;

/// <summary><c>profile-contestant</c>: one run of one contestant, in a process of its own; <c>profile</c> starts it.</summary>
internal static class ContestantCommand
{
    /// <summary>Every field of every CSV file as a string, with CsvHelper and nothing else.</summary>
    public const string Read = "read";

    /// <summary>Every record of every CSV file found, with CsvHelper, and no field looked at.</summary>
    public const string Scan = "scan";

    /// <summary>Our profile.</summary>
    public const string Profile = "profile";

    public static Command Create()
    {
        var name = new Argument<string>("name");
        var system = new Argument<string>("system");
        var folder = new Argument<string>("folder");
        var command = new Command("profile-contestant", "One run of one contestant.") { name, system, folder };
        command.Hidden = true;
        command.SetAction(async (parsed, stop) =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            SystemCatalog catalog = SystemCatalog.Load(parsed.GetValue(system)!);
            Run run = parsed.GetValue(name) == Profile
                ? await ProfileAsync(parsed.GetValue(folder)!, catalog, stop)
                : Bare(parsed.GetValue(folder)!, catalog, parsed.GetValue(name) == Read);
            Console.WriteLine(JsonSerializer.Serialize(run));
            return 0;
        });
        return command;
    }

    /// <summary>Opening is part of it: the formats are found out there.</summary>
    private static async Task<Run> ProfileAsync(string folder, SystemCatalog catalog, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using FileSource source = FileSource.Open(folder, catalog, TimeZoneInfo.Utc);
        SourceProfile profile = await SourceProfiler.MeasureAsync(source, null, cancellationToken);
        return Run.Of(profile.Objects.Sum(o => o.Rows), start);
    }

    private static Run Bare(string folder, SystemCatalog catalog, bool readsFields)
    {
        // What the files are written in is found out before the clock starts.
        List<(string Path, Encoding Encoding, char Delimiter)> files;
        using (FileSource source = FileSource.Open(folder, catalog, TimeZoneInfo.Utc))
        {
            files = [.. source.Files.Select(f => (Path.Combine(folder, f.Name), Encoding.GetEncoding(f.Encoding), f.Delimiter[0]))];
        }

        long rows = 0;
        long characters = 0;
        long start = Stopwatch.GetTimestamp();
        foreach ((string path, Encoding encoding, char delimiter) in files)
        {
            using FileStream stream = File.OpenRead(path);
            using CsvReader reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = delimiter, Encoding = encoding });
            while (reader.Read())
            {
                rows++;
                for (int i = 0; readsFields && i < reader.FieldCount; i++)
                {
                    characters += reader.GetString(i).Length;
                }
            }
        }

        GC.KeepAlive(characters);
        return Run.Of(rows, start);
    }
}

/// <summary>What one run came to.</summary>
/// <param name="Rows">Records.</param>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="PeakMemory">Bytes the process held at most.</param>
internal sealed record Run(long Rows, double Seconds, long PeakMemory)
{
    public double RowsPerSecond => Rows / Seconds;

    public static Run Of(long rows, long start)
    {
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        return new Run(rows, seconds, process.PeakWorkingSet64);
    }
}
