using System.Diagnostics;
using DentalMigration.Hosting;
using DentalMigration.Mapping;

namespace DentalMigration.Benchmarks;

/// <summary>What contestants are given: exports, an organisation with its schema, ledgers; all gone at the end.</summary>
/// <param name="system">Short name of the system.</param>
internal sealed class Stand(string system) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dental-migration-benchmark-");
    private int _ledgers;

    /// <summary>This program, for contestants to be started as processes of their own.</summary>
    public static string Self { get; } = Path.Combine(AppContext.BaseDirectory, "DentalMigration.Benchmarks.dll");

    /// <summary>Short name of the system.</summary>
    public string System => system;

    /// <summary>An organisation with the schema, which contestants get copies of.</summary>
    public string Organisation => Path.Combine(_folder.FullName, "template.db");

    /// <summary>The path of a ledger that is not there yet.</summary>
    public string NewLedger() => Path.Combine(_folder.FullName, $"{++_ledgers}.ledger");

    /// <summary>An empty folder.</summary>
    public string NewFolder(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>A synthetic export without planted errors.</summary>
    public async Task<string> GenerateAsync(string name, int patients)
    {
        string folder = Path.Combine(_folder.FullName, name);
        await RunAsync("generate", "--system", system, "--patients", $"{patients}", "--mess", "0", "--out", folder);
        return folder;
    }

    /// <summary>Makes the organisation, which counts in the map's currency.</summary>
    /// <param name="export">The export whose schema it gets.</param>
    /// <param name="users">Users beside the administrator.</param>
    public async Task PrepareAsync(string export, IReadOnlyList<TargetUser>? users = null)
    {
        (await TargetOpener.OpenEmbeddedAsync(Organisation, users ?? [], DefaultMap.Create(system).Currency, [], CancellationToken.None)).Dispose();
        await RunAsync("schema", "--create", "--system", system, "--source", export, "--embedded", Organisation);
    }

    /// <summary>A stage of the engine, in a process of its own.</summary>
    /// <param name="stage">One of <see cref="Stages.StageCommand"/>.</param>
    /// <param name="export">The export's folder.</param>
    /// <param name="url">The organisation; any where the stage needs none.</param>
    /// <param name="ledger">The ledger's path; any where the stage needs none.</param>
    public Task<Metered> StageAsync(string stage, string export, Uri url, string ledger) => MeteredProcess.RunAsync(
        "dotnet", Self, "stage", stage, system, export, url.ToString(), ledger);

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
