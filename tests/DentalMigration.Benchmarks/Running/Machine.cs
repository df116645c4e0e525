using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace DentalMigration.Benchmarks.Running;

/// <summary>Says what machine it is, without saying whose: no names, no paths.</summary>
internal static class Machine
{
    /// <summary>Processor, memory, system, .NET, day and commit, each a line.</summary>
    public static async Task<IReadOnlyList<(string What, string Is)>> DescribeAsync() =>
    [
        ("processor", string.Create(CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} logical")),
        ("memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_073_741_824.0:N0} GB")),
        ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"),
        (".NET", $"{RuntimeInformation.FrameworkDescription}, {typeof(Machine).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration} build"),
        ("day", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("commit", await CommitAsync()),
    ];

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        string? model = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return model ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>The commit, and whether anything was changed since; the README itself does not count.</summary>
    private static async Task<string> CommitAsync()
    {
        try
        {
            string commit = await GitAsync("rev-parse", "--short", "HEAD");
            bool isChanged = (await GitAsync("status", "--porcelain", "--untracked-files=no", "--", ":!*README.md")).Length > 0;
            return commit.Length == 0 ? "unknown" : isChanged ? commit + " with changes" : commit;
        }
        catch (Win32Exception)
        {
            return "unknown"; // no git here
        }
    }

    private static async Task<string> GitAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(ResultsPage.Find())!,
        };
        using Process process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : "";
    }
}
