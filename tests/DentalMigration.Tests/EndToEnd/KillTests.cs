using System.Diagnostics;
using DentalMigration.Ledger;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>
/// The process that loads, picks up a delta, repairs or undoes is killed at random moments and started again, until it is done: what Dataverse holds
/// then is what an undisturbed run leaves, every record is accounted for, and the audit log is whole.
/// </summary>
public abstract class KillTests : IDisposable
{
    /// <summary>One request in twenty loses its answer, one in twenty is refused with 503, and every so often all are told to wait.</summary>
    protected const string Faults =
        """{"dropAfterCommit":0.05,"status503":0.05,"storm429":{"everyRequests":40,"length":3,"retryAfterSeconds":1},"seed":11}""";

    private const int Raised = 200;

    private readonly TempFolder _folder = new();
    private readonly Random _random;

    protected KillTests()
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        _random = new Random(seed);
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Kills a stage so often, and looks at what is left.</summary>
    protected async Task LosesNothingAndWritesNothingTwiceAsync(string stage, int ordinary, string? faults)
    {
        KilledStage work = await KilledStage.PrepareAsync(stage, _folder);
        int enough = ProofScale.Cases(ordinary, Raised);
        int kills = 0;
        for (int round = 0; kills < enough; round++)
        {
            string name = $"killed{round}";
            work.Copy(name);
            await using Server server = await Server.StartAsync(_folder.File($"{name}.db"), "--limits", "documented");
            await server.FaultAsync(faults);
            bool finished = false;
            while (!finished)
            {
                // Once the kills are used up the last attempt runs to its end.
                long limit = kills < enough ? _random.NextInt64(1, work.Traffic) : long.MaxValue;
                finished = !await AttemptAsync(url => work.Arguments(url, _folder.File($"{name}.ledger")), work.Exit, server, limit);
                kills += finished ? 0 : 1;
            }

            Assert.Equal(work.Digest, await server.DigestAsync());
            using MigrationLedger ledger = MigrationLedger.Open(_folder.File($"{name}.ledger"), TimeProvider.System, mustExist: true);
            Assert.Null(ledger.Audit.FindBreak());
            Assert.All(ledger.Runs.Counts(ledger.Runs.Last()), c => Assert.True(c.IsConserved, c.ToString()));
        }
    }

    /// <summary>Runs the program until it ends or so many bytes have passed.</summary>
    /// <returns>True where it was killed.</returns>
    private static async Task<bool> AttemptAsync(Func<Uri, string[]> arguments, int expectedExit, Server server, long limit)
    {
        Process? process = null;
        using var started = new ManualResetEventSlim();
        using var proxy = new CountingProxy(server.Url, limit, () =>
        {
            started.Wait();
            process!.Kill(); // SIGKILL
        });
        process = ConsoleProgram.Start(arguments(proxy.Url));
        started.Set();
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            bool killed = process.ExitCode == 137;
            Assert.True(killed || process.ExitCode == expectedExit, $"exit {process.ExitCode}: {await output}{await error}");
            return killed;
        }
    }
}
