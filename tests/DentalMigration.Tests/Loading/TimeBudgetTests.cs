using System.Net;
using DentalMigration.Loading;
using DentalMigration.Hosting;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;
using DentalMigration.Verification;

namespace DentalMigration.Tests.Loading;

/// <summary>A run with a time budget stops in good order, says so, and a later one ends where an undisturbed run does.</summary>
public sealed class TimeBudgetTests : IDisposable
{
    private static readonly LoadOptions Small = new() { BatchSize = 10, MaxConcurrency = 2 };

    private readonly Export _export = Export.Generate(patients: 30);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task A_chain_of_paused_runs_ends_in_the_content_of_an_undisturbed_one()
    {
        (string expected, RunResult calm) = await CalmAsync();
        using Crew crew = await Crew.StartAsync(users: 1);
        var chain = new List<RunResult>();
        while (chain.Count == 0 || chain[^1].IsPaused)
        {
            using Migration migration = await crew.OpenAsync(_export.Path, Small);
            migration.Limit(new RunBudget(TimeSpan.FromHours(2), crew.Clock));
            PauseAfter(crew, writes: 6, TimeSpan.FromMinutes(116));
            chain.Add(await migration.LoadAsync(null, null, CancellationToken.None));
            crew.Wire.Tap = null;
            Assert.True(chain[^1].IsConserved);
            Assert.Equal(chain[^1].IsPaused ? "paused" : "done", migration.Ledger.Runs.Outcome(chain[^1].Run));
            IReadOnlyList<string> against = await MigrationTest.RunAsync(migration, null, CancellationToken.None);
            Assert.Equal(chain[^1].IsPaused, against.Contains("The last run was paused by its time budget. Resume it."));
            Assert.Equal(chain[^1].IsPaused ? "paused" : "done", migration.Ledger.Audit.Read().Last(l => l.Entry.Action == "end").Entry.Outcome);
        }

        Assert.True(chain.Count > 4);
        Assert.True(chain[^1].IsComplete);
        Assert.Equal(expected, await crew.DigestAsync());
        Assert.Equal(calm.Objects.Sum(o => o.Created), chain.Sum(r => r.Objects.Sum(o => o.Created)));
        Assert.Equal(calm.Objects.Select(o => (o.Object, o.Read, o.Held, o.Rejected)), chain[^1].Objects.Select(o => (o.Object, o.Read, o.Held, o.Rejected)));
    }

    [Fact]
    public async Task What_does_not_answer_by_the_end_of_the_budget_is_broken_off_and_settled_later()
    {
        (string expected, _) = await CalmAsync();
        using Crew crew = await Crew.StartAsync(users: 1);
        using (Migration migration = await crew.OpenAsync(_export.Path, Small))
        {
            crew.Clock.Leaps = false;
            migration.Limit(new RunBudget(TimeSpan.FromHours(1), crew.Clock));
            int writes = 0;
            crew.Wire.Tap = async (request, _, pass) =>
            {
                HttpResponseMessage answer = await pass();
                if (!request.RequestUri!.AbsolutePath.EndsWith("CreateMultiple", StringComparison.Ordinal) || ++writes < 4)
                {
                    return answer;
                }

                // Carried out, and then the service wants two hours of patience: longer than the budget.
                answer.Dispose();
                ThreadPool.QueueUserWorkItem(_ => crew.Clock.Advance(TimeSpan.FromMinutes(61)));
                var refusal = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request, Content = new StringContent("") };
                refusal.Headers.Add("Retry-After", "7200");
                return refusal;
            };
            RunResult broken = await migration.LoadAsync(null, null, CancellationToken.None);
            Assert.True(broken is { IsPaused: true, IsConserved: true });
            Assert.Equal("paused", migration.Ledger.Runs.Outcome(broken.Run));
        }

        crew.Wire.Tap = null;
        crew.Clock.Leaps = true;
        using (Migration migration = await crew.OpenAsync(_export.Path, Small))
        {
            Assert.True((await migration.LoadAsync(null, null, CancellationToken.None)).IsComplete);
        }

        Assert.Equal(expected, await crew.DigestAsync());
    }

    [Fact]
    public async Task A_paused_sync_reports_nothing_as_vanished_that_it_did_not_reach()
    {
        using Crew crew = await Crew.StartAsync(users: 1);
        using Migration migration = await crew.OpenAsync(_export.Path, Small);
        await migration.LoadAsync(null, null, CancellationToken.None);
        using Export newer = Export.Generate(patients: 34, seed: 8);
        migration.Limit(new RunBudget(TimeSpan.FromHours(2), crew.Clock));
        PauseAfter(crew, writes: 2, TimeSpan.FromMinutes(116));
        RunResult paused = await migration.SyncAsync(SourceOpener.OpenFolder("dentes", newer.Path), null, CancellationToken.None);
        crew.Wire.Tap = null;
        Assert.True(paused is { IsPaused: true, IsConserved: true });
        string last = paused.Objects[^1].Object;
        Assert.DoesNotContain(migration.Ledger.Problems.Of(paused.Run), p => p.Object == last && p.Code == "VanishedFromSource");

        migration.Limit(null);
        RunResult whole = await migration.SyncAsync(SourceOpener.OpenFolder("dentes", newer.Path), null, CancellationToken.None);
        Assert.True(whole is { IsComplete: true, IsConserved: true });
    }

    [Fact]
    public async Task A_paused_undo_goes_on()
    {
        using Crew crew = await Crew.StartAsync(users: 2);
        string before = await crew.DigestAsync();
        using (Migration migration = await crew.OpenAsync(_export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        UndoResult result;
        int runs = 0;
        do
        {
            PauseAfter(crew, writes: 4, TimeSpan.FromMinutes(116));
            result = await crew.UndoAsync(new UndoOptions { BatchSize = 10, Budget = new RunBudget(TimeSpan.FromHours(2), crew.Clock) });
            crew.Wire.Tap = null;
            runs++;
        }
        while (result.IsPaused);

        Assert.True(runs > 3);
        Assert.True(result.IsComplete);
        Assert.Equal(before, await crew.DigestAsync());
    }

    [Fact]
    public void A_budget_is_longer_than_nothing() =>
        Assert.Equal("TimeBudgetInvalid", Assert.Throws<MigrationException>(() => new RunBudget(TimeSpan.Zero, TimeProvider.System)).Code);

    /// <summary>Lets so many writes through and then most of the budget pass.</summary>
    private static void PauseAfter(Crew crew, int writes, TimeSpan time)
    {
        int seen = 0;
        crew.Wire.Tap = async (request, body, pass) =>
        {
            HttpResponseMessage answer = await pass();
            bool isWrite = request.RequestUri!.AbsolutePath.EndsWith("CreateMultiple", StringComparison.Ordinal)
                || ((string[])["POST /", "PATCH /", "DELETE /"]).Any(verb => body.Contains(verb, StringComparison.Ordinal));
            if (isWrite && Interlocked.Increment(ref seen) == writes)
            {
                crew.Clock.Advance(time);
            }

            return answer;
        };
    }

    private async Task<(string Digest, RunResult Result)> CalmAsync()
    {
        using Crew calm = await Crew.StartAsync(users: 1);
        using Migration migration = await calm.OpenAsync(_export.Path);
        RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
        return (await calm.DigestAsync(), result);
    }
}
