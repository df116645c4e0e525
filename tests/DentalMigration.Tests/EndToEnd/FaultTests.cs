using DentalMigration.Cli.Generation;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>
/// A network and a service at their worst change nothing about the outcome: of the requests a tenth loses its answer after the commit, a tenth
/// is refused with 503, one in a hundred comes back damaged, and every so often all are told to wait. Load, delta and undo end where calm ones do.
/// </summary>
public sealed class FaultTests(FaultTests.Calm calm) : IClassFixture<FaultTests.Calm>
{
    private static readonly LoadOptions Full = new() { BatchSize = 20, MaxConcurrency = 8, MaxAttempts = 50 };

    public static TheoryData<string, int, int> Cases()
    {
        var cases = new TheoryData<string, int, int>();
        for (int seed = 1; seed <= ProofScale.Cases(2, 100); seed++)
        {
            foreach (string system in (string[])["dentes", "dental-exec"])
            {
                cases.Add(system, 1, seed);
                cases.Add(system, 3, seed);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Load_delta_and_undo_end_in_the_same_content(string system, int users, int seed)
    {
        (string before, string loaded, string synced) = await calm.DigestsAsync(system);
        using Crew crew = await Crew.StartAsync(system, users);
        await crew.FaultAsync(Profile(seed));
        using (Migration migration = await crew.OpenAsync(calm.Older(system), Full))
        {
            RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
            Assert.True(result.IsConserved);
            await crew.FaultAsync(null);
            Assert.Equal(loaded, await crew.DigestAsync());

            await crew.FaultAsync(Profile(seed + 1000));
            using ISource newer = SourceOpener.OpenFolder(system, calm.Newer(system));
            RunResult delta = await migration.SyncAsync(newer, null, CancellationToken.None);
            Assert.True(delta.IsConserved);
            Assert.Null(migration.Ledger.Audit.FindBreak());
            await crew.FaultAsync(null);
            Assert.Equal(synced, await crew.DigestAsync());
            Assert.True(result.Throttled > 0);
        }

        await crew.FaultAsync(Profile(seed + 2000));
        UndoResult undone = await crew.UndoAsync(new UndoOptions { BatchSize = 20 });
        await crew.FaultAsync(null);
        using (MigrationLedger ledger = MigrationLedger.Open(crew.LedgerPath, TimeProvider.System))
        {
            Assert.True(undone.IsComplete, string.Join('\n', ledger.Problems.Of(undone.Run).Select(p => $"{p.Object} {p.Key} {p.Code} {p.Field}: {p.Reason}")
                .Concat(undone.Components.Where(c => !c.Removed).Select(c => $"{c.Kind} {c.Table} {c.Name}: {c.Reason}"))
                .Append($"{undone.Verification}")));
        }

        Assert.Equal(before, await crew.DigestAsync());
    }

    private static string Profile(int seed) => FormattableString.Invariant(
        $$"""{"dropAfterCommit":0.1,"status503":0.1,"corrupt":0.01,"storm429":{"everyRequests":40,"length":6,"retryAfterSeconds":2},"seed":{{seed}}}""");

    /// <summary>Two exports of a practice of each system, and what a calm load and a calm delta of them end in.</summary>
    public sealed class Calm : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly Dictionary<string, (string Before, string Loaded, string Synced)> _digests = [];

        public string Older(string system) => Practice(system, "older", 40);

        public string Newer(string system) => Practice(system, "newer", 44);

        public async Task<(string Before, string Loaded, string Synced)> DigestsAsync(string system)
        {
            if (!_digests.TryGetValue(system, out (string Before, string Loaded, string Synced) digests))
            {
                using Crew crew = await Crew.StartAsync(system, users: 1);
                string before = await crew.DigestAsync();
                using Migration migration = await crew.OpenAsync(Older(system));
                await migration.LoadAsync(null, null, CancellationToken.None);
                string loaded = await crew.DigestAsync();
                using ISource newer = SourceOpener.OpenFolder(system, Newer(system));
                await migration.SyncAsync(newer, null, CancellationToken.None);
                _digests.Add(system, digests = (before, loaded, await crew.DigestAsync()));
            }

            return digests;
        }

        public void Dispose() => _folder.Dispose();

        private string Practice(string system, string name, int patients)
        {
            string path = _folder.File($"{system}-{name}");
            if (!Directory.Exists(path))
            {
                PracticeGenerator.Generate(new GenerationOptions { System = system, Patients = patients, Seed = 7, Out = path }, null, CancellationToken.None);
            }

            return path;
        }
    }
}
