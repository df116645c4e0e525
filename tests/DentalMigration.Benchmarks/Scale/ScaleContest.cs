using System.Diagnostics;
using System.Globalization;
using DentalMigration.Benchmarks.Load;
using DentalMigration.Benchmarks.Stages;

namespace DentalMigration.Benchmarks.Scale;

/// <summary>Loads a practice of one size: undisturbed, and killed on the way. What it needs on disk is gone when it is through.</summary>
internal static class ScaleContest
{
    /// <summary>Every request of the load that is to be killed takes this long, so that it cannot be through before it is seen to be far enough.</summary>
    private static readonly ServiceTime Slow = new(50, 0);

    public static async Task<ScaleTurn> RunAsync(string system, int size, int rounds, CancellationToken cancellationToken)
    {
        using var stand = new Stand(system);
        Tell(size, "making the export and the organisation");
        string export = await PracticeFiles.GenerateAsync(stand, "practice", size);
        await stand.PrepareAsync(export);
        var loads = new List<StageTurn>();
        double ledgerBytes = 0;
        string digest = "";
        for (int round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Tell(size, $"load {round + 1} of {rounds}");
            string ledger = stand.NewLedger();
            await using ServeProcess server = await ServeProcess.StartAsync(stand.Organisation);
            StageTurn load = await StageTurn.RunAsync(stand, server, "load", export, ledger);
            load.Counts.DemandWhole();
            loads.Add(load);
            digest = await server.DigestAsync();
            ledgerBytes = (double)Delete(ledger) / load.Rows;
            Tell(size, string.Create(CultureInfo.InvariantCulture, $"{load.Rows:N0} rows in {load.Seconds:N0} s"));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ScaleTurn(size, loads, ledgerBytes, await ResumeAsync(stand, export, size, loads[^1].Rows, digest));
    }

    private static async Task<ResumedLoad> ResumeAsync(Stand stand, string export, int size, long rows, string digest)
    {
        Tell(size, "a load that is killed");
        string ledger = stand.NewLedger();
        await using ServeProcess server = await ServeProcess.StartAsync(stand.Organisation);
        await Slow.ApplyAsync(server.Url);
        await stand.KillAsync(stop => server.UntilCreatedAsync(rows * 6 / 10, stop), "load", export, server.Url, ledger);
        await ServiceTime.ClearAsync(server.Url);
        Tell(size, "going on with it");
        using var end = new CancellationTokenSource();
        Task<(long, double)> first = Task.FromResult((0L, 0.0));
        Metered run = await stand.StageAsync(() => first = FirstAsync(server, end.Token), "load", export, server.Url, ledger);
        await end.CancelAsync();
        (long killed, double resume) = await first;
        Tell(size, string.Create(CultureInfo.InvariantCulture, $"{killed:N0} rows were in, the next after {resume:N1} s"));
        return await server.DigestAsync() == digest
            ? new ResumedLoad(killed, resume, run.Readying)
            : throw new InvalidOperationException($"The load of {size} rows that was killed and gone on with left other content than the one that was not.");
    }

    /// <summary>The rows that are in, and the seconds until there is one more.</summary>
    private static async Task<(long Rows, double Seconds)> FirstAsync(ServeProcess server, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        long rows = await server.CreatedAsync();
        await server.UntilCreatedAsync(rows + 1, cancellationToken);
        return (rows, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Deletes a ledger and what lies beside it.</summary>
    /// <returns>How many bytes that were.</returns>
    private static long Delete(string ledger)
    {
        long bytes = 0;
        foreach (FileInfo file in new DirectoryInfo(Path.GetDirectoryName(ledger)!).EnumerateFiles(Path.GetFileName(ledger) + "*"))
        {
            bytes += file.Length;
            file.Delete();
        }

        return bytes;
    }

    private static void Tell(int size, string what) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scale, {size:N0}: {what}"));
}
