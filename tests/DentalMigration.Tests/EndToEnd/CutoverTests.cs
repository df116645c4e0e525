using System.Text.Json;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Owners;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;
using DentalMigration.Verification;

namespace DentalMigration.Tests.EndToEnd;

public sealed class CutoverTests
{
    [Fact]
    public async Task Every_record_is_accounted_for_and_figures_and_fields_agree()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(Repository.Example);
        RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.True(result.IsConserved);
        Assert.All(result.Objects.Where(o => o.Read > o.Filtered), o => Assert.True(o.Created + o.Updated > 0, $"{o.Object}: nothing was written"));

        List<ReconciliationLine> lines = await Reconciler.MeasureAsync(migration, CancellationToken.None).ToListAsync();
        Assert.All(lines, l => Assert.Equal(Verdict.Same, l.Verdict));
        Assert.Contains(lines, l => l.Measure == "sum" && l.Source > 0);

        List<FieldDifference> fields = await RecordComparer.CompareAsync(migration, null, CancellationToken.None).ToListAsync();
        Assert.Empty(fields.Where(f => f.Verdict != Verdict.Same).Select(f => $"{f.Object} {f.Key} {f.Column}: {f.MappedValue} / {f.TargetValue}"));
        Assert.Empty(await MigrationTest.RunAsync(migration, null, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_export_again_writes_nothing()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(Repository.Example);
        RunResult first = await migration.LoadAsync(null, null, CancellationToken.None);
        string exact = await cutover.DigestAsync(exact: true);
        RunResult second = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.Equal(exact, await cutover.DigestAsync(exact: true));
        Assert.Equal(first.Objects.Sum(o => o.Created + o.Updated), second.Objects.Sum(o => o.Unchanged));
    }

    [Fact]
    public async Task An_undo_leaves_the_content_of_before()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        using (Migration migration = await cutover.OpenAsync(Repository.Example))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        Assert.NotEqual(before, await cutover.DigestAsync());
        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task What_was_undone_can_be_loaded_again()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string loaded;
        using (Migration migration = await cutover.OpenAsync(Repository.Example))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
            loaded = await cutover.DigestAsync();
        }

        await cutover.UndoAsync();
        using (Migration migration = await cutover.OpenAsync(Repository.Example))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        Assert.Equal(loaded, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_row_people_changed_is_kept_by_undo_and_goes_with_force()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string before = await cutover.DigestAsync();
        using Export export = Export.Generate(traps: false);
        using (Migration migration = await cutover.OpenAsync(export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        JsonElement appointment = await FirstAsync(cutover, "appointments", "activityid");
        await cutover.Target.Client.UpdateAsync("appointments", appointment.GetProperty("activityid").GetGuid(), """{"subject":"moved"}"""u8.ToArray(), null, CancellationToken.None);

        UndoResult kept = await cutover.UndoAsync();
        Assert.Equal(1, kept.Objects.Single(o => o.Object == "appointment").Kept);
        Assert.Equal(1, kept.Objects.Single(o => o.Object == "patient").Kept); // its contact would have taken it along
        Assert.Equal("moved", (await FirstAsync(cutover, "appointments", "subject")).GetProperty("subject").GetString());

        Assert.True((await cutover.UndoAsync(new UndoOptions { Force = true })).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_row_that_something_of_others_hangs_on_is_kept_even_with_force()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Export export = Export.Generate(traps: false);
        using (Migration migration = await cutover.OpenAsync(export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        Guid contact = (await FirstAsync(cutover, "contacts", "contactid")).GetProperty("contactid").GetGuid();
        byte[] note = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["subject"] = "call back", ["objectid_contact@odata.bind"] = $"/contacts({contact})" });
        await cutover.Target.Client.CreateAsync("annotations", note, null, CancellationToken.None);

        UndoResult undone = await cutover.UndoAsync(new UndoOptions { Force = true });
        Assert.Equal(1, undone.Objects.Single(o => o.Object == "patient").Kept);
        Assert.Equal("call back", (await FirstAsync(cutover, "annotations", "subject")).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task A_corrected_export_brings_in_what_was_rejected_and_what_hung_on_it()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Export export = Export.Generate(traps: false);
        string patient = export.Cell("Islemler.csv", 1, "Hasta No");
        string good = export.Cell("Hastalar.csv", 1, "Doğum Tarihi");
        export.SetCell("Hastalar.csv", "Hasta No", patient, "Doğum Tarihi", "31.06.1987");
        using Migration migration = await cutover.OpenAsync(export.Path);
        RunResult first = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.Equal(1, first.Objects.Single(o => o.Object == "patient").Rejected);
        Assert.Contains(migration.Ledger.Problems.Of(first.Run), p => p.Code == "ParentNotWritten" && p.Object == "treatment_plan");

        export.SetCell("Hastalar.csv", "Hasta No", patient, "Doğum Tarihi", good);
        RunResult second = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.All(second.Objects.Where(o => o.Object != "provider"), o => Assert.Equal(0, o.Held + o.Rejected));
        Assert.Equal(1, second.Objects.Single(o => o.Object == "patient").Created);
        Assert.True(second.Objects.Single(o => o.Object == "procedure").Created > 0);
    }

    [Fact]
    public async Task A_newer_export_updates_only_the_column_that_changed()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Export export = Export.Generate(traps: false);
        using Migration migration = await cutover.OpenAsync(export.Path);
        await migration.LoadAsync(null, null, CancellationToken.None);
        string patient = export.Cell("Hastalar.csv", 1, "Hasta No");
        Guid id = migration.Ledger.Records.Find(migration.Ledger.ObjectNumber("patient", "contact"), patient)!.Id;
        await cutover.Target.Client.UpdateAsync("contacts", id, """{"jobtitle":"Teacher","address1_city":"Ankara"}"""u8.ToArray(), null, CancellationToken.None);

        export.SetCell("Hastalar.csv", "Hasta No", patient, "Soyadı", "Öztürkmen");
        using ISource newer = SourceOpener.OpenFolder("dentes", export.Path);
        RunResult delta = await migration.SyncAsync(newer, null, CancellationToken.None);
        Assert.Equal(1, delta.Objects.Sum(o => o.Updated));
        JsonElement contact = (await cutover.Target.Client.RetrieveAsync("contacts", id, "lastname,jobtitle", CancellationToken.None))!.Value;
        Assert.Equal("Öztürkmen", contact.GetProperty("lastname").GetString());
        Assert.Equal("Teacher", contact.GetProperty("jobtitle").GetString());
    }

    [Fact]
    public async Task A_record_missing_from_a_newer_export_is_reported_and_stays()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Export export = Export.Generate(traps: false);
        using Migration migration = await cutover.OpenAsync(export.Path);
        await migration.LoadAsync(null, null, CancellationToken.None);
        string content = await cutover.DigestAsync();
        export.Edit("Randevular.csv", text => string.Join("\r\n", text.Split("\r\n").Where((_, i) => i != 1)));
        using ISource newer = SourceOpener.OpenFolder("dentes", export.Path);
        RunResult delta = await migration.SyncAsync(newer, null, CancellationToken.None);
        Assert.Single(migration.Ledger.Problems.Of(delta.Run), p => p.Code == "VanishedFromSource");
        Assert.Equal(content, await cutover.DigestAsync());
    }

    [Fact]
    public async Task Matched_users_get_their_source_id_and_lose_it_again()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Export export = Export.Generate(traps: false);
        using (Migration migration = await cutover.OpenAsync(export.Path))
        {
            RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
            ObjectCounts providers = result.Objects.Single(o => o.Object == "provider");
            Assert.Equal(8, providers.Read);
            Assert.Equal(6, providers.Updated); // one has no address, one has left and has no user
            Assert.Equal(2, providers.Held);
            Assert.Equal(6, await cutover.Target.Client.CountAsync("systemusers", "new_sourceuserid ne null", CancellationToken.None));
            Assert.Contains(migration.Ledger.Problems.Of(result.Run, ProblemKind.Finding), p => p.Code == "StagedOwner");
        }

        UndoResult undone = await cutover.UndoAsync();
        Assert.Equal(6, undone.Objects.Single(o => o.Object == "provider").Restored);
    }

    [Fact]
    public async Task No_row_is_left_with_a_disabled_owner()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(Repository.Example);
        await migration.LoadAsync(null, null, CancellationToken.None);
        HashSet<Guid> disabled = [.. (await cutover.Target.Client.QueryAsync("systemusers?$select=systemuserid&$filter=isdisabled eq true", null, CancellationToken.None).ToListAsync())
            .Select(u => u.GetProperty("systemuserid").GetGuid())];
        Assert.NotEmpty(disabled);
        foreach (string set in new[] { "accounts", "contacts", "new_treatmentplans", "new_procedurelines", "appointments" })
        {
            List<JsonElement> rows = await cutover.Target.Client.QueryAsync($"{set}?$select=_ownerid_value", null, CancellationToken.None).ToListAsync();
            Assert.NotEmpty(rows);
            Assert.All(rows, r => Assert.DoesNotContain(r.GetProperty("_ownerid_value").GetGuid(), disabled));
        }
    }

    [Fact]
    public async Task Columns_that_are_read_but_not_mapped_are_named()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Export export = Export.Generate(traps: false, patients: 20);
        MigrationMap map = DefaultMap.Create("dentes");
        ObjectMap patient = map.Find("patient")!;
        ObjectMap less = patient with { Columns = [.. patient.Columns.Where(c => !c.From.Contains("allergies") && !c.From.Contains("consent_kvkk"))] };
        using Migration migration = await cutover.OpenAsync(export.Path, map with { Objects = [.. map.Objects.Select(o => o == patient ? less : o)] });
        RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
        LedgerProblem left = migration.Ledger.Problems.Of(result.Run, ProblemKind.Finding).Single(p => p.Code == "FieldsNotMapped" && p.Object == "patient");
        Assert.Contains("'Alerjileri'", left.Reason);
        Assert.Contains("'KVKK Onayı'", left.Reason);
        Assert.DoesNotContain("'Soyadı'", left.Reason);
    }

    [Fact]
    public async Task A_map_that_names_a_column_nobody_has_is_refused_before_anything_is_made()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string exact = await cutover.DigestAsync(exact: true);
        MigrationMap map = MapFile.Parse(MapFile.ToJson(DefaultMap.Create("dentes")).Replace("\"firstname\"", "\"frstname\""), "edited");
        Assert.Equal("SchemaConflict", (await Assert.ThrowsAsync<MigrationException>(() => cutover.OpenAsync(Repository.Example, map))).Code);
        Assert.Equal(exact, await cutover.DigestAsync(exact: true));
    }

    [Fact]
    public async Task An_unapproved_map_moves_nothing()
    {
        using Cutover cutover = await Cutover.StartAsync();
        MigrationMap map = MapApprover.Approve(DefaultMap.Create("dentes"), "ayse", TimeProvider.System) with { Scope = "edited" };
        using ISource source = SourceOpener.OpenFolder("dentes", Repository.Example);
        var setup = new MigrationSetup
        {
            Map = map,
            Owners = new OwnerMap(new Owner(Guid.Empty), []),
            Source = source,
            Target = cutover.Target.Client,
            Ledger = cutover.LedgerPath,
        };
        Assert.Equal("MapNotApproved", (await Assert.ThrowsAsync<MigrationException>(() => Migration.OpenAsync(setup, CancellationToken.None))).Code);
        Assert.False(File.Exists(cutover.LedgerPath));
    }

    [Fact]
    public async Task A_ledger_is_refused_on_another_organisation()
    {
        using Cutover one = await Cutover.StartAsync();
        using Cutover other = await Cutover.StartAsync();
        using Export export = Export.Generate(traps: false);
        using (Migration migration = await one.OpenAsync(export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
        }

        File.Copy(one.LedgerPath, other.LedgerPath);
        Assert.Equal("LedgerBoundElsewhere", (await Assert.ThrowsAsync<MigrationException>(() => other.OpenAsync(export.Path))).Code);
        Assert.Equal("WrongOrganization", (await Assert.ThrowsAsync<MigrationException>(() => other.UndoAsync())).Code);
    }

    [Fact]
    public async Task A_currency_the_organisation_lacks_is_made_and_taken_back()
    {
        using Cutover cutover = await Cutover.StartAsync(currency: "USD");
        string before = await cutover.DigestAsync();
        using Export export = Export.Generate(traps: false);
        using (Migration migration = await cutover.OpenAsync(export.Path))
        {
            await migration.LoadAsync(null, null, CancellationToken.None);
            Assert.Empty(await MigrationTest.RunAsync(migration, null, CancellationToken.None));
        }

        Assert.True((await cutover.UndoAsync()).IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    private static async Task<JsonElement> FirstAsync(Cutover cutover, string set, string select) =>
        await cutover.Target.Client.QueryAsync($"{set}?$select={select}&$top=1", null, CancellationToken.None).FirstAsync();
}
