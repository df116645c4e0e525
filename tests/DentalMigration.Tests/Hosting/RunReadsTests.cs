using System.Collections.Concurrent;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Hosting;

/// <summary>What a run reads before it writes: each thing once, and in the next run again.</summary>
public sealed class RunReadsTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 5);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task A_run_reads_each_definition_once_and_the_next_run_sees_what_was_changed_between()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(_export.Path, DefaultMap.Create("dentes") with { Interface = false });
        var seen = new ConcurrentQueue<string>();
        cutover.Wire.Tap = (request, body, pass) =>
        {
            seen.Enqueue($"{request.Method} {Uri.UnescapeDataString(request.RequestUri!.PathAndQuery)}\n{body}");
            return pass();
        };
        Assert.True((await LoadAsync(migration, cutover)).IsConserved);
        foreach (string table in migration.Setup.Map.Objects.Select(o => o.Table).Distinct())
        {
            Assert.Single(seen, s => s.Contains($"EntityDefinitions(LogicalName='{table}')?", StringComparison.Ordinal));
        }

        Assert.Single(seen, s => s.Contains("/sdkmessagefilters?", StringComparison.Ordinal));
        foreach (string code in migration.Setup.Map.Currencies.Keys.Append(migration.Setup.Map.Currency).Distinct())
        {
            Assert.Single(seen, s => s.Contains($"isocurrencycode eq '{code}'", StringComparison.Ordinal));
        }

        await cutover.Target.Client.Metadata.DeleteColumnAsync("contact", "new_bloodtype", CancellationToken.None);
        Assert.Equal("ColumnMissing", (await Assert.ThrowsAsync<MigrationException>(() => LoadAsync(migration, cutover))).Code);
    }

    [Fact]
    public async Task An_opening_that_makes_nothing_reads_each_definition_once_and_one_that_does_looks_again()
    {
        using Cutover cutover = await Cutover.StartAsync();
        int contacts = 0;
        cutover.Wire.Tap = (_, body, pass) =>
        {
            Interlocked.Add(ref contacts, body.Split("EntityDefinitions(LogicalName='contact')?").Length - 1);
            return pass();
        };
        using (Migration made = await cutover.OpenAsync(_export.Path))
        {
            Assert.Contains(("contact", "new_bloodtype"), made.Ledger.Components.Of("column"));
        }

        contacts = 0;
        using Migration again = await cutover.OpenAsync(_export.Path);
        Assert.Equal(1, contacts);
    }

    private static Task<RunResult> LoadAsync(Migration migration, Cutover cutover) =>
        GuardedLoad.LoadAsync(migration, cutover.Target, null, _ => { }, null, CancellationToken.None);
}
