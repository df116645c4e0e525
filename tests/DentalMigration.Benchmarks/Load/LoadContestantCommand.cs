using System.CommandLine;
using System.Text;
using System.Text.Json;
using DentalMigration.Benchmarks.Stages;
using DentalMigration.Dataverse;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Load;

/// <summary><c>load-record</c> and <c>load-floor</c>: what <c>load</c> starts as processes of their own.</summary>
internal static class LoadContestantCommand
{
    /// <summary>Loads, and records what is sent.</summary>
    public static Command Record()
    {
        var system = new Argument<string>("system");
        var source = new Argument<string>("source");
        var url = new Argument<string>("url");
        var ledger = new Argument<string>("ledger");
        var recording = new Argument<string>("recording");
        var command = new Command("load-record", "A load that is recorded.") { system, source, url, ledger, recording };
        command.Hidden = true;
        command.SetAction(async (parsed, stop) =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            using var recorder = new RecordingHandler(parsed.GetValue(recording)!);
            using ISource export = SourceOpener.OpenFolder(parsed.GetValue(system)!, parsed.GetValue(source)!);
            using Target target = await Target.ConnectAsync(new DataverseConnection { Url = new Uri(parsed.GetValue(url)!), Handler = recorder }, stop);
            Func<Task<StageYield>> work = await EngineStages.All["load"](new StageGround(export, target, parsed.GetValue(ledger)!), stop);
            recorder.IsOn = true;
            return Say(await Measurement.RunAsync(work));
        });
        return command;
    }

    /// <summary>Sends a recording.</summary>
    public static Command Replay()
    {
        var recording = new Argument<string>("recording");
        var rows = new Argument<long>("rows");
        var url = new Argument<string>("url");
        var command = new Command("load-floor", "A recorded load, sent by a bare HttpClient.") { recording, rows, url };
        command.Hidden = true;
        command.SetAction(async (parsed, stop) => Say(await Measurement.RunAsync(await Floor.PrepareAsync(
            parsed.GetValue(recording)!, parsed.GetValue(rows), new Uri(parsed.GetValue(url)!), new LoadOptions().MaxConcurrency, stop))));
        return command;
    }

    private static int Say(Outcome outcome)
    {
        Console.WriteLine(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web));
        return 0;
    }
}
