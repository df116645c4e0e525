namespace DentalMigration.Benchmarks.Load;

/// <summary>The contestants of <c>load</c>.</summary>
/// <param name="stand">What they are given.</param>
/// <param name="export">The export's folder.</param>
/// <param name="recorded">What a load of it sends.</param>
internal sealed class LoadContest(Stand stand, string export, RecordedLoad recorded)
{
    /// <summary>What a load of the export sends.</summary>
    public RecordedLoad Recorded => recorded;

    /// <summary>Loads the export once, unmeasured, and records it.</summary>
    public static async Task<RecordedLoad> RecordAsync(Stand stand, string export)
    {
        string file = Path.Combine(stand.NewFolder("recording"), "requests");
        await using ServeProcess server = await ServeProcess.StartAsync(stand.Organisation);
        Metered load = await MeteredProcess.RunAsync("dotnet", Stand.Self, "load-record", stand.System, export, server.Url.ToString(), stand.NewLedger(), file);
        return RecordedLoad.Of(file, load.Outcome.Rows);
    }

    /// <summary>A load.</summary>
    public Task<LoadTurn> OursAsync(ServiceTime time) => TurnAsync(time, "stage", "load", stand.System, export, "{url}", stand.NewLedger());

    /// <summary>The floor.</summary>
    public Task<LoadTurn> FloorAsync(ServiceTime time) => TurnAsync(time, "load-floor", recorded.File, $"{recorded.Rows}", "{url}");

    private async Task<LoadTurn> TurnAsync(ServiceTime time, params string[] arguments)
    {
        await using ServeProcess server = await ServeProcess.StartAsync(stand.Organisation);
        await time.ApplyAsync(server.Url);
        TimeSpan before = default;
        Metered run = await MeteredProcess.RunAsync(
            () => before = server.Processor, "dotnet", [Stand.Self, .. arguments.Select(a => a == "{url}" ? server.Url.ToString() : a)]);
        double used = (server.Processor - before).TotalSeconds;
        return new LoadTurn(run.Outcome, used, await server.DigestAsync());
    }
}
