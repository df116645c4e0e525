using System.CommandLine;
using System.Text;
using System.Text.Json;
using DentalMigration.Hosting;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks.Stages;

/// <summary><c>stage</c>: one stage of the engine alone, in a process of its own; the other commands start it.</summary>
internal static class StageCommand
{
    public static Command Create()
    {
        var stage = new Argument<string>("stage");
        stage.AcceptOnlyFromAmong([.. EngineStages.All.Keys]);
        var system = new Argument<string>("system");
        var source = new Argument<string>("source");
        var url = new Argument<string>("url");
        var ledger = new Argument<string>("ledger");
        var command = new Command("stage", "One stage of the engine alone.") { stage, system, source, url, ledger };
        command.Hidden = true;
        command.SetAction(async (parsed, stop) =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            using ISource export = SourceOpener.OpenFolder(parsed.GetValue(system)!, parsed.GetValue(source)!);
            using Target target = await TargetOpener.ConnectAsync(new Uri(parsed.GetValue(url)!), [SignIn.None], stop);
            Func<Task<StageYield>> work = await EngineStages.All[parsed.GetValue(stage)!](new StageGround(export, target, parsed.GetValue(ledger)!), stop);
            Console.WriteLine(JsonSerializer.Serialize(await Measurement.RunAsync(work), JsonSerializerOptions.Web));
            return 0;
        });
        return command;
    }
}
