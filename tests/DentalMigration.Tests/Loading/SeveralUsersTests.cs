using System.Collections.Concurrent;
using System.Net;
using DentalMigration.Emulator.Throttling;
using DentalMigration.Hosting;
using DentalMigration.Hosting.Preflight;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Loading;

/// <summary>Several application users share a run, each within the service's limits of its own.</summary>
public sealed class SeveralUsersTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 40);

    public void Dispose() => _export.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_user_brings_its_own_allowance(int users)
    {
        const int Allowance = 330; // two users run out of it while billing lines are written: the first alone reads back, and waits then
        using Export large = Export.Generate(traps: false, patients: 100);
        using Crew crew = await Crew.StartAsync(users: 1);
        (await crew.OpenAsync(large.Path)).Dispose();
        await crew.ReopenAsync(new ServiceLimits(Allowance, TimeSpan.FromHours(1), 100, TimeSpan.FromMinutes(5)), users);
        using Migration migration = await crew.OpenAsync(large.Path, new LoadOptions { BatchSize = 1, MaxConcurrency = 4 });
        long before = crew.Target.Clients.Sum(c => c.Statistics.Requests);
        long answered = before;
        var throttled = new ConcurrentDictionary<string, bool>();
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        crew.Wire.Tap = async (request, _, pass) =>
        {
            HttpResponseMessage answer = await pass();
            long so = answer.StatusCode == HttpStatusCode.TooManyRequests ? Volatile.Read(ref answered) : Interlocked.Increment(ref answered);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                throttled[Crew.Of(request)] = true;
            }

            if (so >= users * Allowance && throttled.Count == users)
            {
                stalled.TrySetResult();
            }

            return answer;
        };

        Task<RunResult> run = Task.Run(() => migration.LoadAsync(null, null, CancellationToken.None));
        Assert.Same(stalled.Task, await Task.WhenAny(stalled.Task, run));
        Assert.Equal(users * Allowance, answered);

        crew.Clock.Leaps = true;
        crew.Clock.Advance(TimeSpan.FromMinutes(5));
        RunResult result = await run;
        Assert.True(result.IsConserved);
        Assert.True(result.Throttled >= users);
    }

    [Fact]
    public async Task A_throttled_user_does_not_stop_the_other()
    {
        using Crew calm = await Crew.StartAsync(users: 1);
        using (Migration migration = await calm.OpenAsync(_export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        using Crew crew = await Crew.StartAsync(users: 2);
        using (Migration migration = await crew.OpenAsync(_export.Path, new LoadOptions { BatchSize = 5 }))
        {
            crew.Clock.Leaps = false;
            int refused = 0;
            crew.Wire.Tap = (request, _, pass) =>
            {
                if (Crew.Of(request) == Crew.Name(0))
                {
                    return pass();
                }

                refused++;
                var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request, Content = new StringContent("") };
                answer.Headers.Add("Retry-After", "3600");
                return Task.FromResult(answer);
            };
            RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
            Assert.True(result.IsConserved);
            Assert.InRange(refused, 1, 4);
        }

        Assert.Equal(await calm.DigestAsync(), await crew.DigestAsync());
    }

    [Fact]
    public async Task An_undo_knows_the_rows_of_every_user_as_ours()
    {
        using Crew crew = await Crew.StartAsync(users: 3);
        string before = await crew.DigestAsync();
        var senders = new ConcurrentDictionary<string, int>();
        using (Migration migration = await crew.OpenAsync(_export.Path, new LoadOptions { BatchSize = 3 }))
        {
            crew.Wire.Tap = (request, _, pass) =>
            {
                string path = request.RequestUri!.PathAndQuery;
                if (path.Contains("CreateMultiple", StringComparison.Ordinal))
                {
                    senders.AddOrUpdate(Crew.Of(request), 1, (_, n) => n + 1);
                }

                // The rows are there, and not one has been read back.
                return path.Contains("contacts?$select=contactid,_ownerid_value", StringComparison.Ordinal) ? throw new PowerCutException() : pass();
            };
            await Assert.ThrowsAsync<PowerCutException>(() => migration.LoadAsync(null, null, CancellationToken.None));
            Assert.Equal(crew.Target.Users.Select(u => u.UserId).Order(), migration.Ledger.Runs.Users().Order());
        }

        Assert.Equal(3, senders.Count);
        crew.Wire.Tap = null;
        Assert.True((await crew.UndoAsync()).IsComplete);
        Assert.Equal(before, await crew.DigestAsync());
        using MigrationLedger ledger = MigrationLedger.Open(crew.LedgerPath, TimeProvider.System);
        Assert.All(ledger.Audit.Read().Where(l => l.Entry.Action is "create" or "delete"), l => Assert.All(crew.Target.Users, u => Assert.Contains($"{u.UserId:D}", l.Entry.Who)));
    }

    [Fact]
    public async Task Each_user_is_asked_what_it_may()
    {
        using Crew crew = await Crew.StartAsync(users: 1);
        using Target both = await Target.ConnectAsync(
            [Crew.Connection(crew.Wire, crew.Clock, Crew.Name(0)), Crew.Connection(crew.Wire, crew.Clock, "half@contoso.com")], CancellationToken.None);
        List<TargetFinding> findings = await TargetPreflight
            .CheckAsync(both, new PreflightQuestion { Map = DefaultMap.Create("dentes") }, CancellationToken.None).ToListAsync();
        TargetFinding finding = Assert.Single(findings, f => f.Stops);
        Assert.Equal(TargetCodes.CreatedOnNotAllowed, finding.Code);
        Assert.Contains($"{both.Users[1].UserId:D}", finding.Message);
        Assert.DoesNotContain($"{both.Users[0].UserId:D}", finding.Message);
    }

    [Fact]
    public async Task Users_of_another_organisation_and_one_named_twice_are_refused()
    {
        using Crew crew = await Crew.StartAsync(users: 1);
        using Crew other = await Crew.StartAsync(users: 1);
        MigrationException foreign = await Assert.ThrowsAsync<MigrationException>(() => Target.ConnectAsync(
            [Crew.Connection(crew.Wire, crew.Clock, Crew.Name(0)), Crew.Connection(other.Wire, other.Clock, Crew.Name(1))], CancellationToken.None));
        Assert.Equal("UsersOfSeveralOrganizations", foreign.Code);
        MigrationException twice = await Assert.ThrowsAsync<MigrationException>(() => Target.ConnectAsync(
            [Crew.Connection(crew.Wire, crew.Clock, Crew.Name(1)), Crew.Connection(crew.Wire, crew.Clock, Crew.Name(1))], CancellationToken.None));
        Assert.Equal("UserTwice", twice.Code);

        using Migration open = await crew.OpenAsync(_export.Path);
        MigrationSetup setup = open.Setup with { FurtherUsers = [other.Target.Client] };
        open.Dispose();
        Assert.Equal("UsersOfSeveralOrganizations", (await Assert.ThrowsAsync<MigrationException>(() => Migration.OpenAsync(setup, CancellationToken.None))).Code);
    }
}
