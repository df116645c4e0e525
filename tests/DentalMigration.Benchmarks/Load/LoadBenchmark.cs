using System.Globalization;
using DentalMigration.Benchmarks.Results;
using DentalMigration.Benchmarks.Running;

namespace DentalMigration.Benchmarks.Load;

/// <summary>
/// <c>load</c>: the full path (files, map, validation, journal, Web API, outcomes, reading back) against the floor, which sends the very bodies
/// that a load sent, by a bare HttpClient, as many at once, to a fresh copy of the same organisation. By turns, each in a process of its own against
/// a <c>serve</c> of its own; raw, and where each request takes its time as of a real service.
/// </summary>
internal static class LoadBenchmark
{
    public static async Task<BenchmarkResult> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        int patients = settings.Amount ?? settings.Pick(100_000, 6_000, 300);
        int rounds = settings.Rounds ?? settings.Pick(3, 1, 1);
        using var stand = new Stand(settings.System);
        string all = PatientFiles.Choose(stand, await stand.GenerateAsync("all", patients), "patients");
        string export = PatientFiles.Shorten(stand, all, "short");
        await stand.PrepareAsync(export);
        var contest = new LoadContest(stand, export, await LoadContest.RecordAsync(stand, export));
        bool isSmoke = settings.Size == BenchmarkSize.Smoke; // then one turn of each serves for both
        ServiceTime time = isSmoke ? new ServiceTime(5, 1) : ServiceTime.Model;
        LoadTurns model = await TurnsAsync(contest, time, rounds, cancellationToken);
        LoadTurns raw = isSmoke ? model : await TurnsAsync(contest, ServiceTime.None, rounds, cancellationToken);
        return new BenchmarkResult(
            "load",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{raw.Ours[0].Rows:N0} rows of patients with {contest.Recorded.Columns:N0} columns on average, {contest.Recorded.Steps:N0} of {contest.Recorded.Requests:N0} requests second steps, {rounds} rounds; model: {time}"),
            [.. LoadFigures.Raw(raw), .. LoadFigures.Model(model, time)])
        {
            Remark = "The load's time and CPU include its checks before and the reading back of every row, which the floor has not; both left the same content (digest).",
        };
    }

    private static async Task<LoadTurns> TurnsAsync(LoadContest contest, ServiceTime time, int rounds, CancellationToken cancellationToken)
    {
        var turns = new LoadTurns([], []);
        for (int round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            turns.Floor.Add(await contest.FloorAsync(time));
            turns.Ours.Add(await contest.OursAsync(time));
            if (turns.Floor[^1].Digest != turns.Ours[^1].Digest)
            {
                throw new InvalidOperationException("The floor left other content than the load; the comparison would not be of the same work.");
            }
        }

        return turns;
    }
}
