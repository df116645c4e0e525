using System.Diagnostics;
using DentalMigration.Cli.Generation;
using DentalMigration.Tests.Support;
using Xunit;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>The migrating process is killed at random moments and started again, until it is done.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Twenty_kills_at_random_moments_lose_nothing_and_write_nothing_twice()
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string source = _folder.File("dentes");
        new PracticeGenerator().Generate(new GenerationOptions { Patients = 100, Seed = 7, Out = source }, null, CancellationToken.None);
        (string expected, long traffic) = await UndisturbedAsync(source);

        int kills = 0;
        for (int round = 0; kills < Kills; round++)
        {
            await using Server server = await Server.StartAsync(_folder.File($"killed{round}.db"));
            bool finished = false;
            while (!finished)
            {
                // Once the kills are used up the last attempt runs to its end.
                long limit = kills < Kills ? random.NextInt64(1, traffic) : long.MaxValue;
                finished = !await AttemptAsync(source, server, _folder.File($"killed{round}.ledger"), limit);
                kills += finished ? 0 : 1;
            }

            Assert.Equal(expected, await server.DigestAsync());
        }
    }

    private async Task<(string Digest, long Traffic)> UndisturbedAsync(string source)
    {
        await using Server server = await Server.StartAsync(_folder.File("calm.db"));
        using var proxy = new CountingProxy(server.Url, long.MaxValue, () => { });
        (int exit, string output, string error) = await Cli.RunAsync(Arguments(source, proxy.Url, _folder.File("calm.ledger")));
        Assert.True(exit == 1, output + error); // planted errors are held
        return (await server.DigestAsync(), proxy.Passed);
    }

    private static async Task<bool> AttemptAsync(string source, Server server, string ledger, long limit)
    {
        Process? process = null;
        using var started = new ManualResetEventSlim();
        using var proxy = new CountingProxy(server.Url, limit, () =>
        {
            started.Wait();
            process!.Kill(); // SIGKILL
        });
        process = Cli.Start(Arguments(source, proxy.Url, ledger));
        started.Set();
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            bool killed = process.ExitCode == 137;
            Assert.True(killed || process.ExitCode == 1, $"exit {process.ExitCode}: {await output}{await error}");
            return killed;
        }
    }

    private static string[] Arguments(string source, Uri url, string ledger) =>
    [
        "migrate", "--system", "dentes", "--source", source, "--url", url.ToString(), "--ledger", ledger,
        "--accept-default-map", "test@contoso.com", "--fallback-owner", "admin@contoso.com", "--json",
    ];
}
