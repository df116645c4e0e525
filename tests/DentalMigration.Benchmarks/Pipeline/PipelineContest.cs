using System.Diagnostics;

namespace DentalMigration.Benchmarks.Pipeline;

/// <summary>What the contestants of <c>pipeline</c> are given: exports, an organisation with its schema, ledgers; all gone at the end.</summary>
internal sealed class PipelineContest(string system, string module) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dental-migration-benchmark-");
    private int _ledgers;

    /// <summary>Short name of the system.</summary>
    public string System => system;

    /// <summary>The built module's folder.</summary>
    public string Module => module;

    /// <summary>An organisation with the schema, which contestants get copies of.</summary>
    public string Organisation => Path.Combine(_folder.FullName, "template.db");

    public string NewLedger() => Path.Combine(_folder.FullName, $"{++_ledgers}.ledger");

    public string NewFolder(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>A synthetic export.</summary>
    public async Task<string> GenerateAsync(string name, int patients)
    {
        string folder = Path.Combine(_folder.FullName, name);
        await RunAsync("generate", "--system", system, "--patients", $"{patients}", "--mess", "0", "--out", folder);
        return folder;
    }

    /// <summary>Makes the organisation.</summary>
    public Task PrepareAsync(string export) => RunAsync("schema", "--create", "--system", system, "--source", export, "--embedded", Organisation);

    /// <summary>The engine alone.</summary>
    public Task<Metered> EngineAsync(string export, Uri url) => MeteredProcess.RunAsync(
        "dotnet", Path.Combine(AppContext.BaseDirectory, "DentalMigration.Benchmarks.dll"), "pipeline-engine", system, export, url.ToString(), NewLedger());

    /// <summary>A stage from the prompt.</summary>
    public Task<Metered> PromptAsync(string stage, string export, Uri url, string ledger) => MeteredProcess.RunAsync(
        "pwsh",
        "-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Pipeline", "pipeline.ps1"),
        "-Module", module, "-System", system == "dentes" ? "Dentes" : "DentalExec", "-Source", export, "-Url", url.ToString(), "-Ledger", ledger, "-Stage", stage);

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task RunAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [ServeProcess.Program, .. arguments]) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}.");
        }
    }
}
