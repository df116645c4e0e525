using DentalMigration.Hosting;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Tests.Support;
using DentalMigration.Verification;

namespace DentalMigration.Tests.Hosting;

public sealed class RehearsalGateTests
{
    private const string Basis = "KVKK Art. 9, standard contract";

    [Fact]
    public async Task Demands_an_approval_before_everything_moves_into_a_real_organisation()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(Repository.Example);

        Assert.Equal("RehearsalMissing", await RefusalAsync(migration, null));
        await RehearsalGate.DemandAsync(migration, isLocal: true, null, CancellationToken.None);

        RunApproval approval = RehearsalGate.Approve(migration, "ayse@contoso.com", null, "a copy was rehearsed", Basis, isLocal: false);
        Assert.Equal(Basis, approval.LegalBasis);
        Assert.Null(await RefusalAsync(migration, null));
        Assert.Contains(migration.Ledger.Audit.Read(), l => l.Entry.Action == "approve" && l.Entry.Note?.Contains(Basis, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Demands_the_legal_basis_where_patients_would_move_to_a_real_organisation()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(Repository.Example);
        MigrationException missing = Assert.Throws<MigrationException>(
            () => RehearsalGate.Approve(migration, "ayse@contoso.com", null, "a copy was rehearsed", " ", isLocal: false));
        Assert.Equal("LegalBasisMissing", missing.Code);
        Assert.Null(RehearsalGate.Find(migration.Ledger));

        RehearsalGate.Approve(migration, "ayse@contoso.com", null, "a copy was rehearsed", null, isLocal: true);
        Assert.Equal("LegalBasisMissing", await RefusalAsync(migration, null));
    }

    [Fact]
    public async Task Takes_a_few_patients_for_a_sample_and_all_of_them_for_a_run()
    {
        using Export export = Export.Generate(traps: false, patients: 40);
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(export.Path);
        List<string> patients = await migration.Setup.Source.Read("patient").Select(p => p.Key).ToListAsync();
        Assert.Null(await RefusalAsync(migration, Chosen(patients.Take(10))));
        Assert.Equal("RehearsalMissing", await RefusalAsync(migration, Chosen(patients.Take(11))));
        Assert.Equal("RehearsalMissing", await RefusalAsync(migration, Chosen(patients)));

        // Bit by bit is no way round: what was loaded before counts.
        RecordSelection first = Chosen(patients.Take(8));
        await SelectionClosure.AddParentsAsync(migration.Setup.Source, migration.Setup.Map, first, CancellationToken.None);
        await migration.LoadAsync(first, null, CancellationToken.None);
        Assert.Null(await RefusalAsync(migration, Chosen(patients.Skip(6).Take(4))));
        Assert.Equal("RehearsalMissing", await RefusalAsync(migration, Chosen(patients.Skip(8).Take(3))));

        RehearsalGate.NameSandbox(migration);
        Assert.Null(await RefusalAsync(migration, Chosen(patients)));
        Assert.Null(await RefusalAsync(migration, null));
        Assert.Contains(migration.Ledger.Audit.Read(), l => l.Entry is { Action: "confirm", Note: "the organisation is a sandbox" });
    }

    [Fact]
    public async Task Rests_on_a_rehearsal_only_when_its_comparison_was_read_to_the_end()
    {
        using Export export = Export.Generate(traps: false, patients: 8);
        using Cutover rehearsal = await Cutover.StartAsync();
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(export.Path);
        using (Migration rehearsed = await rehearsal.OpenAsync(export.Path))
        {
            await rehearsed.LoadAsync(null, null, CancellationToken.None);
            await RecordComparer.CompareAsync(rehearsed, null, CancellationToken.None).FirstAsync();
            await RecordComparer.CompareAsync(rehearsed, "patient", CancellationToken.None).CountAsync();
        }

        Assert.Equal("RehearsalNotCompared", Refusal());
        using (Migration rehearsed = await rehearsal.OpenAsync(export.Path))
        {
            await RecordComparer.CompareAsync(rehearsed, null, CancellationToken.None).CountAsync();
        }

        Assert.Null(Refusal());
        Assert.Matches("^[0-9]+ fields compared, 0 differed$", RehearsalGate.Find(migration.Ledger)!.Compared);

        // Loaded again since: what was read is not what is there.
        using (Migration rehearsed = await rehearsal.OpenAsync(export.Path))
        {
            await rehearsed.LoadAsync(null, null, CancellationToken.None);
        }

        Assert.Equal("RehearsalNotCompared", Refusal());

        string? Refusal()
        {
            try
            {
                RehearsalGate.Approve(migration, "ayse@contoso.com", rehearsal.LedgerPath, null, Basis, isLocal: false);
                return null;
            }
            catch (MigrationException e)
            {
                return e.Code;
            }
        }
    }

    [Fact]
    public async Task Refuses_a_rehearsal_of_another_map()
    {
        using Cutover rehearsal = await Cutover.StartAsync();
        using (await rehearsal.OpenAsync(Repository.Example, DefaultMap.Create("dentes", scope: "other")))
        {
        }

        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(Repository.Example);
        MigrationException refused = Assert.Throws<MigrationException>(
            () => RehearsalGate.Approve(migration, "ayse@contoso.com", rehearsal.LedgerPath, null, Basis, isLocal: false));
        Assert.Equal("RehearsalDiffers", refused.Code);
        Assert.Null(RehearsalGate.Find(migration.Ledger));
    }

    private static RecordSelection Chosen(IEnumerable<string> patients)
    {
        var selection = new RecordSelection();
        foreach (string key in patients)
        {
            selection.Add("patient", key);
        }

        return selection;
    }

    /// <summary>Why a run into a real organisation is refused; null where it is not.</summary>
    private static async Task<string?> RefusalAsync(Migration migration, RecordSelection? selection)
    {
        try
        {
            await RehearsalGate.DemandAsync(migration, isLocal: false, selection, CancellationToken.None);
            return null;
        }
        catch (MigrationException e)
        {
            return e.Code;
        }
    }
}
