namespace DentalMigration.Benchmarks.Limits;

/// <summary>Lets contestants play some at a time, each against a server of its own: they spend their time waiting, so that they hardly disturb each other.</summary>
internal sealed class LimitsContest(Stand stand, Ceiling ceiling, string limits, int windows)
{
    private const int AtOnce = 3;

    /// <summary>An export of patients alone, more than can be loaded in the time.</summary>
    public async Task<string> PrepareAsync(int users)
    {
        string export = await stand.GenerateAsync("all", (int)(ceiling.Rows * users * (windows + 1) * ceiling.Limits.Window.TotalSeconds * 1.1));
        string folder = PatientFiles.Choose(stand, export, "patients");
        await stand.PrepareAsync(folder, LoaderContestant.Users);
        return folder;
    }

    /// <summary>One round: few at a time, so that two cores are enough for them and their servers.</summary>
    public async Task<IReadOnlyList<Performance>> PlayAsync(IReadOnlyList<Contestant> contestants, CancellationToken stop)
    {
        List<Performance> played = [];
        foreach (Contestant[] few in contestants.Chunk(AtOnce))
        {
            played.AddRange(await Task.WhenAll(few.Select(c => PlayAsync(c, stop))));
        }

        return played;
    }

    private async Task<Performance> PlayAsync(Contestant contestant, CancellationToken stop)
    {
        await using ServeProcess server = await ServeProcess.StartAsync(stand.Organisation, "--limits", limits);
        using var client = new HttpClient { BaseAddress = server.Url };
        await ServerCounts.SlowAsync(client, ceiling.PerRequest, ceiling.PerRow, stop);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task play = Task.Run(() => contestant.PlayAsync(server.Url, end.Token), stop);
        Task<IReadOnlyList<ServerCounts>> watch = ServerCounts.WatchAsync(client, (windows * ceiling.Limits.Window) + TimeSpan.FromSeconds(1), end.Token);
        if (await Task.WhenAny(play, watch) == play)
        {
            await end.CancelAsync();
            await play;
            throw new InvalidOperationException($"{contestant.Name} ended before the time was over.");
        }

        await end.CancelAsync();
        await play.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Performance.Of(await watch, ceiling, windows);
    }
}
