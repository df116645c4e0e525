using System.Diagnostics;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Pester;

/// <summary>Runs scripts in a fresh pwsh, against a module that is built once for all.</summary>
internal static class PesterRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>As the tests were built, so that little is left to build.</summary>
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/', '\\')).Name;

    private static readonly Lazy<Task<string>> Module = new(BuildAsync);

    /// <summary>Runs a script of <c>tests/Pester</c> against the module; fails where it does, skips where there is no PowerShell or no Pester.</summary>
    public static async Task PassesAsync(string script, params string[] arguments)
    {
        await SkipWithoutPesterAsync();
        (int exit, string output) = await RunAsync(
            ["-File", Path.Combine(Repository.Root, "tests", "Pester", script), "-Module", await Module.Value, .. arguments]);
        Assert.True(exit == 0, output);
        TestContext.Current.SendDiagnosticMessage(output);
    }

    private static async Task<string> BuildAsync()
    {
        string output = Path.Combine(Repository.Root, "artifacts", "pester");
        (int exit, string log) = await RunAsync(["-File", Path.Combine(Repository.Root, "build.ps1"), "-Configuration", Configuration, "-OutputPath", output]);
        Assert.True(exit == 0, log);
        return Path.Combine(output, "DentalMigration");
    }

    private static async Task SkipWithoutPesterAsync()
    {
        const string Ask = "if ($PSVersionTable.PSVersion -lt '7.6') { 'old' } elseif (-not (Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0')) { 'none' }";
        try
        {
            (_, string answer) = await RunAsync(["-Command", Ask]);
            Assert.SkipWhen(answer.StartsWith("old", StringComparison.Ordinal), "pwsh is older than 7.6, which the module needs.");
            Assert.SkipWhen(answer.StartsWith("none", StringComparison.Ordinal), "Pester 5 is not installed.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("pwsh is not on the PATH.");
        }
    }

    private static async Task<(int Exit, string Output)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("pwsh")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0"; // too short-lived for a profile to pay
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{string.Join(' ', arguments)} did not end within {Limit}.");
        }
    }
}
