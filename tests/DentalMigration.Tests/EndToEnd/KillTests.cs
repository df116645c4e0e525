using System.Diagnostics;
using DentalMigration.Cli.Generation;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>The migrating, or undoing, process is killed at random moments and started again, until it is done.</summary>
public sealed class KillTests : IDisposable
{
    /// <summary>One request in twenty loses its answer, one in twenty is refused with 503, and every so often all are told to wait.</summary>
    private const string Faults =
        """{"dropAfterCommit":0.05,"status503":0.05,"storm429":{"everyRequests":40,"length":3,"retryAfterSeconds":1},"seed":11}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(20, null)]
    [InlineData(6, Faults)]
    public async Task Kills_at_random_moments_lose_nothing_and_write_nothing_twice(int enough, string? faults)
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string source = _folder.File("dentes");
        PracticeGenerator.Generate(new GenerationOptions { Patients = 100, Seed = 7, Out = source }, null, CancellationToken.None);
        (string expected, long traffic) = await UndisturbedAsync(source);

        int kills = 0;
        for (int round = 0; kills < enough; round++)
        {
            await using Server server = await Server.StartAsync(_folder.File($"killed{round}.db"), "--limits", "documented");
            await server.FaultAsync(faults);
            bool finished = false;
            while (!finished)
            {
                // Once the kills are used up the last attempt runs to its end.
                long limit = kills < enough ? random.NextInt64(1, traffic) : long.MaxValue;
                string ledger = _folder.File($"killed{round}.ledger");
                finished = !await AttemptAsync(url => Arguments(source, url, ledger), 1, server, limit);
                kills += finished ? 0 : 1;
            }

            Assert.Equal(expected, await server.DigestAsync());
        }
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(4, Faults)]
    public async Task An_undo_killed_at_random_moments_leaves_the_content_of_before(int enough, string? faults)
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string source = _folder.File("dentes");
        PracticeGenerator.Generate(new GenerationOptions { Patients = 40, Seed = 7, Out = source }, null, CancellationToken.None);
        long traffic = 0;
        int kills = 0;
        while (kills < enough)
        {
            await using Server server = await Server.StartAsync(_folder.File($"undone{kills}.db"), "--limits", "documented");
            string before = await server.DigestAsync();
            string ledger = _folder.File($"undone{kills}.ledger");
            (int exit, string output, string error) = await ConsoleProgram.RunAsync(Arguments(source, server.Url, ledger));
            Assert.True(exit == 1, output + error); // planted errors are held
            if (traffic == 0)
            {
                using var proxy = new CountingProxy(server.Url, long.MaxValue, () => { });
                (exit, output, error) = await ConsoleProgram.RunAsync(UndoArguments(proxy.Url, ledger));
                Assert.True(exit == 0, output + error);
                traffic = proxy.Passed;
            }
            else
            {
                await server.FaultAsync(faults);
                while (await AttemptAsync(url => UndoArguments(url, ledger), 0, server, kills < enough ? random.NextInt64(1, traffic) : long.MaxValue))
                {
                    kills++;
                }
            }

            Assert.Equal(before, await server.DigestAsync());
        }
    }

    private async Task<(string Digest, long Traffic)> UndisturbedAsync(string source)
    {
        await using Server server = await Server.StartAsync(_folder.File("calm.db"));
        using var proxy = new CountingProxy(server.Url, long.MaxValue, () => { });
        (int exit, string output, string error) = await ConsoleProgram.RunAsync(Arguments(source, proxy.Url, _folder.File("calm.ledger")));
        Assert.True(exit == 1, output + error); // planted errors are held
        return (await server.DigestAsync(), proxy.Passed);
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

    private static string[] UndoArguments(Uri url, string ledger) => ["undo", "--url", url.ToString(), "--ledger", ledger, "--json"];

    private static string[] Arguments(string source, Uri url, string ledger) =>
    [
        "migrate", "--system", "dentes", "--source", source, "--url", url.ToString(), "--ledger", ledger,
        "--accept-default-map", "test@contoso.com", "--fallback-owner", "admin@contoso.com", "--json",
    ];
}
