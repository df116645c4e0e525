using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Decisions;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Pipeline;

/// <summary><c>pipeline-engine</c>: the engine alone loads all of an export, in a process of its own; <c>pipeline</c> starts it.</summary>
internal static class EngineCommand
{
    public static Command Create()
    {
        var system = new Argument<string>("system");
        var source = new Argument<string>("source");
        var url = new Argument<string>("url");
        var ledger = new Argument<string>("ledger");
        var command = new Command("pipeline-engine", "One load by the engine alone.") { system, source, url, ledger };
        command.Hidden = true;
        command.SetAction(async (parsed, stop) =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            using ISource export = SourceOpener.OpenFolder(parsed.GetValue(system)!, parsed.GetValue(source)!);
            using Target target = await TargetOpener.ConnectAsync(new Uri(parsed.GetValue(url)!), [SignIn.None], stop);
            Console.WriteLine(JsonSerializer.Serialize(await LoadAsync(export, target, parsed.GetValue(ledger)!, stop), JsonSerializerOptions.Web));
            return 0;
        });
        return command;
    }

    private static async Task<Outcome> LoadAsync(ISource export, Target target, string ledger, CancellationToken stop)
    {
        MigrationMap map = MapApprover.Approve(
            await MapProposer.ProposeAsync(DefaultMap.Create(export.Catalog.System), export, null, stop), "benchmark", TimeProvider.System, ignoreOpen: true);
        using Migration migration = await MigrationSession.OpenAsync(map, export, target, ledger, "admin@contoso.com", null, stop);
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        Console.WriteLine("begin");
        RunResult result = await GuardedLoad.LoadAsync(migration, target, null, _ => { }, null, stop);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return new Outcome(result.Objects.Sum(o => o.Created), seconds, (process.TotalProcessorTime - before).TotalSeconds, process.PeakWorkingSet64);
    }
}
