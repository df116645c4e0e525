using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;
using DentalMigration.Verification;
using DentalMigration.Verification.Repair;

namespace DentalMigration.Tests.Verification;

/// <summary>
/// Some fifty discrepancies, planted through the Web API as people and tools would make them: the reconciliation finds each in its object, practice and
/// column, the diff each in its row, and the repair brings back the content of before.
/// </summary>
public sealed class PlantedProofTests
{
    private const int Least = 40;

    public static TheoryData<string, bool, int> Cases()
    {
        var cases = new TheoryData<string, bool, int>();
        for (int i = 0; i < ProofScale.Cases(1, 5); i++)
        {
            cases.Add("dentes", true, i);
            cases.Add("dental-exec", false, i);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_planted_discrepancy_is_found_and_repaired(string system, bool piped, int seed)
    {
        using Cutover cutover = await Cutover.StartAsync(system == "dentes" ? "TRY" : "USD", system == "dentes" ? "contoso-users.csv" : "contoso-us-users.csv");
        string empty = await cutover.DigestAsync();
        string clean;
        List<Planted> planted = [];
        using (Migration migration = await cutover.OpenAsync(Path.Combine(Repository.Root, "examples", system), DefaultMap.Create(system)))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
            clean = await cutover.DigestAsync();
            List<FieldDifference> cells = await RecordComparer.CompareAsync(migration, null, CancellationToken.None).ToListAsync();
            Assert.Empty(Differing(cells));
            var bed = new PlantingBed(cutover, cells, seed);
            HashSet<Guid> before = await PayersAsync(cutover);
            foreach (Func<PlantingBed, Task<Planted?>> plant in Plantings.All)
            {
                if (await plant(bed) is { } one)
                {
                    planted.Add(one);
                }
            }

            Assert.True(planted.Count >= Least, $"only {planted.Count} planted: {string.Join("; ", planted.Select(p => p.Name))}");
            await FoundByFiguresAsync(migration, planted);
            List<FieldDifference> found = await FoundByDiffAsync(migration, planted);

            RepairTarget[] targets = piped ? [.. found.Select(f => new RepairTarget(f.Object, f.Key, f.Id, f.Column))] : [];
            var actions = new List<RepairAction>();
            RepairResult result = await RepairRun.RunAsync(migration, targets, new RepairOptions { IncludeChangedSince = !piped }, actions.Add, CancellationToken.None);
            Assert.All(result.Objects, o => Assert.True(o.IsConserved, o.ToString()));
            Assert.Empty(actions.Where(a => a.Outcome is not (RepairOutcome.Done or RepairOutcome.Unchanged)).Select(a => $"{a.Object} {a.Columns} {a.Reason}"));
            Assert.Empty(Differing(await RecordComparer.CompareAsync(migration, null, CancellationToken.None).ToListAsync()));

            await DeleteExtraAsync(cutover, migration, before);
            Assert.Equal(clean, await cutover.DigestAsync());
            Assert.Empty((await Reconciler.MeasureAsync(migration, CancellationToken.None).ToListAsync()).Where(l => l.Verdict != Verdict.Same).Select(l => $"{l.Object} {l.Measure} {l.Column}"));
            Assert.Null(migration.Ledger.Audit.FindBreak());

            // Again is free: neither another repair nor a load finds anything to write.
            string exact = await cutover.DigestAsync(exact: true);
            RepairResult again = await RepairRun.RunAsync(migration, [], new RepairOptions { IncludeChangedSince = true }, actions.Add, CancellationToken.None);
            Assert.Empty(again.Objects);
            RunResult load = await migration.LoadAsync(null, null, CancellationToken.None);
            Assert.All(load.Objects, o => Assert.Equal(0, o.Created + o.Updated));
            Assert.Equal(exact, await cutover.DigestAsync(exact: true));
        }

        UndoResult undone = await cutover.UndoAsync();
        Assert.True(undone.IsComplete);
        Assert.Equal(empty, await cutover.DigestAsync());
    }

    private static IEnumerable<string> Differing(IEnumerable<FieldDifference> lines) =>
        lines.Where(l => l.Verdict != Verdict.Same).Select(l => $"{l.Object} {l.Key} {l.Column}: {l.MappedValue} / {l.TargetValue} {l.Cause}");

    private static async Task FoundByFiguresAsync(Migration migration, List<Planted> planted)
    {
        List<ReconciliationLine> lines = await Reconciler.MeasureAsync(migration, CancellationToken.None).ToListAsync();
        foreach (Planted one in planted)
        {
            string column = one.Column.Replace(" (bytes)", "", StringComparison.Ordinal);
            Assert.True(
                lines.Exists(l => l.Object == one.Object && l.Measure == one.Measure && l.Column == column && l.Practice is null && l.Verdict != Verdict.Same),
                $"{one.Name} was not found by the figures");
            Assert.True(
                one.Practice is null || lines.Exists(l => l.Object == one.Object && l.Measure == one.Measure && l.Column == column && l.Practice == one.Practice && l.Verdict != Verdict.Same),
                $"{one.Name} was not found in its practice");
        }

        // What was planted by swapping shows in the checksum and in nothing else.
        Assert.Empty(lines.Where(l => l.Measure == "values" && l.Verdict != Verdict.Same && !planted.Exists(p => p.Object == l.Object))
            .Where(l => l.Column != "ownerid").Select(l => $"{l.Object} {l.Column}"));
    }

    private static async Task<List<FieldDifference>> FoundByDiffAsync(Migration migration, List<Planted> planted)
    {
        List<FieldDifference> found = [.. (await RecordComparer.CompareAsync(migration, null, CancellationToken.None).ToListAsync()).Where(l => l.Verdict != Verdict.Same)];
        foreach (Planted one in planted)
        {
            foreach (string key in one.Keys)
            {
                FieldDifference? line = found.Find(f => f.Object == one.Object && f.Key == key && (one.Column.Length == 0 ? f.Cause == DifferenceCause.RowMissing : f.Column == one.Column));
                Assert.True(line is not null, $"{one.Name} was not found by the diff");
                // Of users that were there before, the ledger need not know the version.
                Assert.True(one.Column.Length == 0 || one.Object == "provider" || line.Cause == DifferenceCause.ChangedSince, $"{one.Name}: {line.Cause}");
            }
        }

        HashSet<(string, string)> rows = [.. planted.SelectMany(p => p.Keys.Select(k => (p.Object, k)))];
        Assert.Empty(found.Where(f => !rows.Contains((f.Object, f.Key)) && f.Column != "ownerid").Select(f => $"{f.Object} {f.Key} {f.Column}"));
        return found;
    }

    private static async Task<HashSet<Guid>> PayersAsync(Cutover cutover) =>
        [.. await cutover.Target.Client.QueryAsync("accounts?$select=accountid", null, CancellationToken.None).Select(a => a.GetProperty("accountid").GetGuid()).ToListAsync()];

    /// <summary>The repair never deletes; a person does, so that the contents can be compared.</summary>
    private static async Task DeleteExtraAsync(Cutover cutover, Migration migration, HashSet<Guid> before)
    {
        foreach (Guid account in (await PayersAsync(cutover)).Except(before))
        {
            await cutover.Target.Client.DeleteAsync("accounts", account, null, CancellationToken.None);
        }

        await foreach (System.Text.Json.JsonElement policy in cutover.Target.Client.QueryAsync("new_insurancepolicies?$select=new_insurancepolicyid", null, CancellationToken.None))
        {
            Guid id = policy.GetProperty("new_insurancepolicyid").GetGuid();
            if (!migration.Ledger.Records.IsOurs(id))
            {
                await cutover.Target.Client.DeleteAsync("new_insurancepolicies", id, null, CancellationToken.None);
            }
        }
    }
}
