using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Profiling;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Corpus;

/// <summary>
/// Exports damaged in every way a file can be: whatever comes in, every record is accounted for, nothing breaks, and a second load writes
/// nothing. 30 of them, 1,000 where <c>PROOF_SCALE</c> is raised.
/// </summary>
public sealed class CorpusTests(CorpusTargets targets) : IClassFixture<CorpusTargets>
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, ProofScale.Cases(30, 1000))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Nothing_of_a_damaged_export_is_unaccounted_for(int seed)
    {
        using DamagedExport export = DamagedExport.Make(seed);
        TestContext.Current.TestOutputHelper?.WriteLine(export.ToString());
        ISource source;
        try
        {
            source = SourceOpener.OpenFolder(export.System, export.Path);
        }
        catch (MigrationException e)
        {
            Assert.Equal("SourceEmpty", e.Code);
            return;
        }

        using (source)
        {
            EveryFileIsReadOrSpokenOf(export, source);
            Dictionary<string, long> expected = Expected(export, source);
            await ProfileCountsThemAllAsync(source, expected);
            await LoadAccountsForThemAllAsync(export, source, expected);
        }
    }

    private static void EveryFileIsReadOrSpokenOf(DamagedExport export, ISource source) => Assert.All(export.Files.Where(f => !f.IsGone), f =>
        Assert.Contains(source.Files, s => s.Name.Split('#')[0] == f.Name && (s.Object is not null || s.Warnings.Count > 0)));

    /// <summary>The records of each object, as far as they can be counted without the reader.</summary>
    private static Dictionary<string, long> Expected(DamagedExport export, ISource source)
    {
        Dictionary<string, long?> counted = export.Files.ToDictionary(f => f.Name, f => f.IsGone ? 0 : f.Records);
        return source.Files
            .Where(f => f.Object is not null && (source.Catalog[f.Object].Derived ?? []).Count == 0)
            .GroupBy(f => f.Object!, f => counted[f.Name.Split('#')[0]])
            .Where(o => o.All(c => c is not null))
            .ToDictionary(o => o.Key, o => o.Sum(c => c!.Value), StringComparer.Ordinal);
    }

    private static async Task ProfileCountsThemAllAsync(ISource source, Dictionary<string, long> expected)
    {
        SourceProfile profile = await SourceProfiler.MeasureAsync(source);
        Assert.All(profile.Objects.Where(o => expected.ContainsKey(o.Object)), o => Assert.Equal((o.Object, expected[o.Object]), (o.Object, o.Rows)));
    }

    private async Task LoadAccountsForThemAllAsync(DamagedExport export, ISource source, Dictionary<string, long> expected)
    {
        using var folder = new TempFolder();
        using EmbeddedDataverse dataverse = await targets.OpenAsync(export.System, folder.File("contoso.db"));
        using Target target = await CorpusTargets.ConnectAsync(dataverse);
        using Migration migration = await MigrationSession.OpenAsync(
            CorpusTargets.Map(export.System), source, target, folder.File("cutover.ledger"), "admin@contoso.com", null, CancellationToken.None);
        RunResult first = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.All(first.Objects, o => Assert.True(o.IsConserved, o.ToString()));
        Assert.All(first.Objects.Where(o => expected.ContainsKey(o.Object)), o => Assert.Equal((o.Object, expected[o.Object]), (o.Object, o.Read)));
        Assert.Equal(
            first.Objects.Sum(o => o.Held + o.Rejected),
            migration.Ledger.Problems.Of(first.Run)
                .Where(p => p.Kind != ProblemKind.Finding && (p.Line > 0 || p.Key.Length > 0))
                .Select(p => (p.Object, p.Key, p.File, p.Line))
                .Distinct()
                .LongCount());

        string exact = await target.DigestAsync(exact: true, CancellationToken.None);
        RunResult second = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.All(second.Objects, o => Assert.True(o.IsConserved && o.Created == 0 && o.Updated == 0, o.ToString()));
        Assert.Equal(exact, await target.DigestAsync(exact: true, CancellationToken.None));
    }
}
