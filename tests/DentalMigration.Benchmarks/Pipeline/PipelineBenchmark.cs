using System.Globalization;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;

namespace DentalMigration.Benchmarks.Pipeline;

/// <summary>
/// <c>pipeline</c>: <c>Get-DentesPatient | Invoke-MigrationBatch</c> in pwsh against the engine alone, by turns, each with an organisation of its
/// own behind <c>serve</c>; then the other stages over what was piped in, and a load of a whole export, for their memory.
/// </summary>
internal static class PipelineBenchmark
{
    private static readonly string[] Stages = ["read", "sample", "hold", "audit", "compare", "measure", "undo"];

    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        int patients = settings.Amount ?? settings.Pick(100_000, 2_000, 300);
        int whole = settings.Pick(10_000, 300, 100);
        int rounds = settings.Rounds ?? settings.Pick(3, 1, 1);
        using var stand = new Stand(settings.System);
        var contest = new PipelineContest(stand, settings.Module);
        string export = await stand.GenerateAsync("all", patients);
        string chosen = PatientFiles.Choose(stand, export, "patients");
        await stand.PrepareAsync(chosen);
        List<Metered> piped = [];
        List<Metered> engine = [];
        Dictionary<string, Metered> stages = [];
        for (int round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
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

        PipelineTable.Print(piped, engine, stages);
        return PipelineTable.Result(string.Create(CultureInfo.InvariantCulture, $"{settings.System}, {patients:N0} patients piped, {whole:N0} loaded whole, {rounds} rounds"), piped, engine, stages);
    }
}
