using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>A network that loses requests and answers changes nothing about the outcome.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lost_requests_lost_answers_and_refusals_end_in_the_same_content(int seed)
    {
        using Export export = Export.Generate();
        string expected;
        using (Cutover calm = await Cutover.StartAsync())
        {
            using Migration migration = await calm.OpenAsync(export.Path);
            await migration.LoadAsync(null, null, CancellationToken.None);
            expected = await calm.DigestAsync();
        }

        using var folder = new TempFolder();
        using EmbeddedDataverse dataverse = EmbeddedDataverse.Open(
            folder.File("contoso.db"), new EmbeddedDataverseOptions { Users = TargetUsers.Read(Repository.ExampleUsers), BaseCurrencyCode = "TRY" });
        using var faults = new FaultyHandler(new EmulatorHandler(dataverse), seed, lostBefore: 0.05, lostAfter: 0.08, refused: 0.05) { IsActive = false };
        using Target target = await Target.ConnectAsync(
            new DataverseConnection { Url = new Uri("http://localhost/"), Handler = faults, Clock = HastyClock.Instance }, CancellationToken.None);
        string before = await target.DigestAsync(false, CancellationToken.None);

        faults.IsActive = true;
        using ISource source = SourceOpener.OpenFolder("dentes", export.Path);
        MigrationMap map = MapApprover.Approve(DefaultMap.Create("dentes"), "test@contoso.com", TimeProvider.System);
        using (Migration prepared = await MigrationSession.OpenAsync(map, source, target, folder.File("a.ledger"), "admin@contoso.com", null, CancellationToken.None))
        {
            var setup = prepared.Setup with { Clock = HastyClock.Instance, Options = new LoadOptions { BatchSize = 20, MaxAttempts = 50 } };
            prepared.Dispose();
            using Migration migration = await Migration.OpenAsync(setup, CancellationToken.None);
            RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
            faults.IsActive = false;
            Assert.True(result.IsConserved);
        }

        Assert.True(faults.Faults > 5);
        Assert.Equal(expected, await target.DigestAsync(false, CancellationToken.None));

        faults.IsActive = true;
        UndoResult undone = await UndoRun.RunAsync(folder.File("a.ledger"), target.Client, new UndoOptions(), HastyClock.Instance, null, CancellationToken.None);
        faults.IsActive = false;
        Assert.True(undone.IsComplete);
        Assert.Equal(before, await target.DigestAsync(false, CancellationToken.None));
    }
}
