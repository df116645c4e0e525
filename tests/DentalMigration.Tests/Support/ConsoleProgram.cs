using System.Diagnostics;

namespace DentalMigration.Tests.Support;

/// <summary>Starts the console program as a process of its own.</summary>
public static class ConsoleProgram
{
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "DentalMigration.Cli", new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/', '\\')).Name, "dental-migration.dll"));

    /// <summary>Starts it by a shell that first sets a limit, such as <c>ulimit -f 100</c>.</summary>
    public static Process StartUnder(string limit, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // its double mapping is a large file, of which the limit knows no better
        foreach (string argument in (string[])["-c", $"trap '' XFSZ; {limit}; exec dotnet \"$0\" \"$@\"", Program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Starts it.</summary>
    public static Process Start(params string[] arguments) => StartIn(new Dictionary<string, string>(), arguments);

    /// <summary>Starts it with further environment variables.</summary>
    public static Process StartIn(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0"; // too short-lived for a profile to pay
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        start.ArgumentList.Add(Program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
