using System.CommandLine;
using DentalMigration.Hosting;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Pipeline;

/// <summary>
/// <c>pipeline</c>: <c>Get-DentesPatient | Invoke-MigrationBatch</c> in pwsh against the engine alone, by turns, each with an organisation of its
/// own behind <c>serve</c>; then the other stages over what was piped in, and a load of a whole export, for their memory.
/// </summary>
internal static class PipelineCommand
{
    private static readonly string[] Objects = ["patient", "provider", "practice", "referring_provider", "custom_field"];
    private static readonly string[] Stages = ["read", "sample", "hold", "audit", "compare", "measure", "undo"];

    public static Command Create()
    {
        var system = new Option<string>("--system") { Description = "Source system.", DefaultValueFactory = _ => "dentes" };
        var patients = new Option<int>("--patients") { Description = "Patients to pipe.", DefaultValueFactory = _ => 100_000 };
        var whole = new Option<int>("--whole") { Description = "Patients of the export that is loaded whole.", DefaultValueFactory = _ => 10_000 };
        var rounds = new Option<int>("--rounds") { Description = "Turns of each contestant.", DefaultValueFactory = _ => 3 };
        var quick = new Option<bool>("--quick") { Description = "2,000 patients, 300 whole, one turn." };
        var module = new Option<string>("--module") { Description = "The built module's folder.", DefaultValueFactory = _ => "out/DentalMigration" };
        var command = new Command("pipeline", "Pipes patients from pwsh against the engine alone, and watches the memory of every stage.") { system, patients, whole, rounds, quick, module };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(system)!,
            Path.GetFullPath(parsed.GetValue(module)!),
            parsed.GetValue(quick) ? 2_000 : parsed.GetValue(patients),
            parsed.GetValue(quick) ? 300 : parsed.GetValue(whole),
            parsed.GetValue(quick) ? 1 : parsed.GetValue(rounds)));
        return command;
    }

    private static async Task<int> RunAsync(string system, string module, int patients, int whole, int rounds)
    {
        if (!File.Exists(Path.Combine(module, "DentalMigration.psd1")))
        {
            await Console.Error.WriteLineAsync($"There is no built module in '{module}'. Run build.ps1, or name one with --module.");
            return 2;
        }

        using var stand = new Stand(system);
        var contest = new PipelineContest(stand, module);
        string export = await stand.GenerateAsync("all", patients);
        string chosen = Choose(stand, export);
        await stand.PrepareAsync(chosen);
        List<Metered> piped = [];
        List<Metered> engine = [];
        Dictionary<string, Metered> stages = [];
        for (int round = 0; round < rounds; round++)
        {
            await using (ServeProcess server = await ServeProcess.StartAsync(stand.Organisation))
            {
                engine.Add(await contest.EngineAsync(chosen, server.Url));
            }

            await using (ServeProcess server = await ServeProcess.StartAsync(stand.Organisation))
            {
                string ledger = stand.NewLedger();
                piped.Add(await contest.PromptAsync("pipe", chosen, server.Url, ledger));
                foreach (string stage in round == rounds - 1 ? Stages : [])
                {
                    stages.Add(stage, await contest.PromptAsync(stage, chosen, server.Url, ledger));
                }
            }
        }

        await using (ServeProcess server = await ServeProcess.StartAsync(stand.Organisation))
        {
            stages.Add("load", await contest.PromptAsync("load", await stand.GenerateAsync("whole", whole), server.Url, stand.NewLedger()));
        }

        PipelineTable.Print(system, patients, whole, piped, engine, stages);
        return 0;
    }

    /// <summary>A folder with only the files of patients and of what they hang on, so that the engine's load of it all is the same work.</summary>
    private static string Choose(Stand stand, string export)
    {
        string folder = stand.NewFolder("patients");
        using ISource source = SourceOpener.OpenFolder(stand.System, export);
        foreach (string file in source.Files.Where(f => Objects.Contains(f.Object)).Select(f => f.Name.Split('#')[0]).Distinct())
        {
            File.CreateSymbolicLink(Path.Combine(folder, file), Path.Combine(export, file));
        }

        foreach (string below in Directory.EnumerateDirectories(export))
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(below)), below);
        }

        return folder;
    }
}
