using System.Text;
using System.Text.Json;
using DentalMigration.Hosting;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Loading.Existing;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;
using DentalMigration.Sources;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;
using DentalMigration.Verification;
using DentalMigration.Verification.Repair;

namespace DentalMigration.Tests.Loading;

/// <summary>Rows that people entered before the migration are found by the map's rules, never merged in silence, and given back by an undo.</summary>
public sealed class ExistingTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 20);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task A_row_that_fits_is_held_for_a_person_unless_the_map_says_otherwise()
    {
        using Cutover cutover = await Cutover.StartAsync();
        Guid id = await EnterAsync(cutover, 1);
        using Migration migration = await OpenAsync(cutover, ExistingAction.Hold);
        RunResult result = await LoadAsync(migration);
        LedgerProblem held = Assert.Single(migration.Ledger.Problems.Of(result.Run, ProblemKind.Held), p => p.Code == "MatchesExisting");
        Assert.Equal(1, result.Objects.Single(o => o.Object == "patient").Held);
        Assert.True(result.IsConserved);

        Assert.Equal("HoldNotFound", Assert.Throws<MigrationException>(() => ExistingDecision.Keep(migration, "patient", "nobody", ExistingAction.Update)).Code);
        ExistingDecision.Keep(migration, "patient", held.Key, ExistingAction.Update);
        result = await LoadAsync(migration);
        Assert.Equal(1, result.Objects.Single(o => o.Object == "patient").Updated);
        Assert.DoesNotContain(migration.Ledger.Problems.Of(result.Run), p => p.Code is "MatchesExisting" or "ParentNotWritten");
        Assert.Equal(20, await cutover.Target.Client.CountAsync("contacts", "new_sourcepatientid ne null", CancellationToken.None));
        Assert.NotNull((await ContactAsync(cutover, id)).GetProperty("new_sourcepatientid").GetString());
        Assert.Contains(migration.Ledger.Audit.Read(), line => line.Entry.Action == "decide");
    }

    [Fact]
    public async Task A_record_that_was_held_is_referred_to_by_its_row_once_decided()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string key = _export.Cell("Randevular.csv", 1, "Hasta No");
        using Migration migration = await OpenAsync(cutover, ExistingAction.Hold);
        Guid id = await EnterAsync(cutover, LineOf(key));
        RunResult result = await LoadAsync(migration);
        Assert.True(result.Objects.Single(o => o.Object == "appointment").Held > 0);
        ExistingDecision.Keep(
            migration, "patient", migration.Ledger.Problems.Of(result.Run, ProblemKind.Held).Single(p => p.Code == "MatchesExisting").Key, ExistingAction.Fill);
        result = await LoadAsync(migration);
        Assert.Equal(0, result.Objects.Single(o => o.Object == "appointment").Held);
        Assert.True(await cutover.Target.Client.CountAsync("appointments", $"_regardingobjectid_value eq {id}", CancellationToken.None) > 0);
    }

    [Fact]
    public async Task An_updated_row_keeps_its_owner_and_holds_again_what_it_held_after_an_undo()
    {
        using Cutover cutover = await Cutover.StartAsync();
        Guid id = await EnterAsync(cutover, 1, """ "address1_city":"Bursa","jobtitle":"Teacher" """);
        string before = await cutover.DigestAsync();
        string owner = (await ContactAsync(cutover, id)).GetProperty("_ownerid_value").GetString()!;
        using (Migration migration = await OpenAsync(cutover, ExistingAction.Update))
        {
            RunResult result = await LoadAsync(migration);
            Assert.Equal(1, result.Objects.Single(o => o.Object == "patient").Updated);
            Assert.Equal(19, result.Objects.Single(o => o.Object == "patient").Created);
            JsonElement contact = await ContactAsync(cutover, id);
            Assert.Equal(_export.Cell("Hastalar.csv", 1, "İl"), contact.GetProperty("address1_city").GetString());
            Assert.Equal("Teacher", contact.GetProperty("jobtitle").GetString());
            Assert.Equal(owner, contact.GetProperty("_ownerid_value").GetString());

            RunResult again = await LoadAsync(migration);
            Assert.Equal(0, again.Objects.Sum(o => o.Created + o.Updated));
            Assert.Empty(await MigrationTest.RunAsync(migration, null, CancellationToken.None));
        }

        UndoResult undone = await cutover.UndoAsync();
        Assert.True(undone.IsComplete);
        Assert.Equal(1, undone.Objects.Single(o => o.Object == "patient").Restored);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task Only_blanks_are_filled_where_the_map_says_so_and_a_delta_changes_only_what_we_filled()
    {
        using Cutover cutover = await Cutover.StartAsync();
        Guid id = await EnterAsync(cutover, 1, """ "address1_city":"Bursa" """);
        using Migration migration = await OpenAsync(cutover, ExistingAction.Fill);
        await LoadAsync(migration);
        JsonElement contact = await ContactAsync(cutover, id);
        Assert.Equal("Bursa", contact.GetProperty("address1_city").GetString());
        Assert.Equal(_export.Cell("Hastalar.csv", 1, "Posta Kodu"), contact.GetProperty("address1_postalcode").GetString());
        Assert.Empty(await MigrationTest.RunAsync(migration, null, CancellationToken.None));
        await cutover.Target.Client.UpdateAsync("contacts", id, """{"address1_postalcode":"00000"}"""u8.ToArray(), null, CancellationToken.None);
        FieldDifference differs = await RecordComparer.CompareAsync(migration, "patient", CancellationToken.None).SingleAsync(d => d.Verdict != Verdict.Same);
        Assert.Equal((id, "address1_postalcode"), (differs.Id, differs.Column));
        await RepairRun.RunAsync(migration, [new RepairTarget("patient", Id: id)], new RepairOptions(), _ => { }, CancellationToken.None);
        Assert.Empty(await MigrationTest.RunAsync(migration, null, CancellationToken.None));

        _export.SetCell("Hastalar.csv", "Hasta No", _export.Cell("Hastalar.csv", 1, "Hasta No"), "Posta Kodu", "34999");
        _export.SetCell("Hastalar.csv", "Hasta No", _export.Cell("Hastalar.csv", 1, "Hasta No"), "İl", "Edirne");
        using ISource newer = SourceOpener.OpenFolder("dentes", _export.Path);
        await migration.SyncAsync(newer, null, CancellationToken.None);
        contact = await ContactAsync(cutover, id);
        Assert.Equal("34999", contact.GetProperty("address1_postalcode").GetString());
        Assert.Equal("Bursa", contact.GetProperty("address1_city").GetString());
    }

    [Fact]
    public async Task A_skipped_row_is_left_as_it_is_and_others_refer_to_it()
    {
        using Cutover cutover = await Cutover.StartAsync();
        string key = _export.Cell("Randevular.csv", 1, "Hasta No");
        Guid id = await EnterAsync(cutover, LineOf(key));
        string row = (await ContactAsync(cutover, id)).GetProperty("@odata.etag").GetString()!;
        using Migration migration = await OpenAsync(cutover, ExistingAction.Skip);
        RunResult result = await LoadAsync(migration);
        Assert.Equal(1, result.Objects.Single(o => o.Object == "patient").Filtered);
        Assert.Equal(0, result.Objects.Single(o => o.Object == "appointment").Held);
        Assert.Equal(row, (await ContactAsync(cutover, id)).GetProperty("@odata.etag").GetString());
        Assert.True(await cutover.Target.Client.CountAsync("appointments", $"_regardingobjectid_value eq {id}", CancellationToken.None) > 0);
    }

    [Fact]
    public async Task Several_rows_or_several_records_are_never_merged()
    {
        using Cutover cutover = await Cutover.StartAsync();
        await EnterAsync(cutover, 1);
        await EnterAsync(cutover, 1);
        string mail = _export.Cell("Hastalar.csv", 2, "E-posta");
        await EnterAsync(cutover, 2);
        _export.SetCell("Hastalar.csv", "Hasta No", _export.Cell("Hastalar.csv", 3, "Hasta No"), "E-posta", mail);
        _export.SetCell("Hastalar.csv", "Hasta No", _export.Cell("Hastalar.csv", 3, "Hasta No"), "Soyadı", _export.Cell("Hastalar.csv", 2, "Soyadı"));
        using Migration migration = await OpenAsync(cutover, ExistingAction.Update);
        RunResult result = await LoadAsync(migration);
        List<LedgerProblem> held = [.. migration.Ledger.Problems.Of(result.Run, ProblemKind.Held).Where(p => p.Object == "patient")];
        Assert.Single(held, p => p.Code == "MatchesSeveral");
        List<LedgerProblem> shared = [.. held.Where(p => p.Code == "MatchTaken")];
        Assert.Equal(2, shared.Count);

        ExistingDecision.Keep(migration, "patient", shared[0].Key, ExistingAction.Update);
        ExistingDecision.Keep(migration, "patient", shared[1].Key, ExistingAction.Create);
        result = await LoadAsync(migration);
        ObjectCounts patients = result.Objects.Single(o => o.Object == "patient");
        Assert.Equal((1, 1, 1), ((int)patients.Held, (int)patients.Updated, (int)patients.Created));
    }

    [Theory]
    [InlineData("phone9", "MatchColumnMissing")]
    [InlineData(null, "MatchMissing")]
    public void Rules_that_cannot_work_are_named_before_the_load(string? column, string code)
    {
        MigrationMap map = WithRule(DefaultMap.Create("dentes"), new ExistingMap { Match = column is null ? [] : [[column]] });
        Assert.Contains(MapChecker.Check(map), p => p.Code == code && p.Place == "patient.existing");
    }

    private static MigrationMap WithRule(MigrationMap map, ExistingMap rule) =>
        map with { Objects = [.. map.Objects.Select(o => o.Object == "patient" ? o with { Existing = rule } : o)] };

    private static Task<RunResult> LoadAsync(Migration migration) => migration.LoadAsync(null, null, CancellationToken.None);

    private Task<Migration> OpenAsync(Cutover cutover, ExistingAction action) => cutover.OpenAsync(
        _export.Path,
        WithRule(DefaultMap.Create("dentes"), new ExistingMap { Match = [["new_sourcepatientid"], ["emailaddress1", "lastname"]], OnMatch = action }));

    private int LineOf(string patient) => Enumerable.Range(1, 20).First(i => _export.Cell("Hastalar.csv", i, "Hasta No") == patient);

    /// <summary>Somebody enters the patient of a line by hand; one who has no address gets one.</summary>
    private async Task<Guid> EnterAsync(Cutover cutover, int line, string more = "")
    {
        string mail = _export.Cell("Hastalar.csv", line, "E-posta");
        if (mail.Length == 0)
        {
            mail = $"patient{line}@example.com";
            _export.SetCell("Hastalar.csv", "Hasta No", _export.Cell("Hastalar.csv", line, "Hasta No"), "E-posta", mail);
        }

        string row = $$"""{"lastname":{{JsonSerializer.Serialize(_export.Cell("Hastalar.csv", line, "Soyadı"))}},"emailaddress1":{{JsonSerializer.Serialize(mail)}}{{(more.Length > 0 ? "," + more : "")}}}""";
        return await cutover.Target.Client.CreateAsync("contacts", Encoding.UTF8.GetBytes(row), null, CancellationToken.None);
    }

    private static async Task<JsonElement> ContactAsync(Cutover cutover, Guid id)
    {
        DentalMigration.Dataverse.TableMetadata? table = await cutover.Target.Client.Metadata.GetTableAsync("contact", CancellationToken.None);
        string source = table!.Column("new_sourcepatientid") is null ? "" : ",new_sourcepatientid";
        return (await cutover.Target.Client.RetrieveAsync("contacts", id, $"lastname,address1_city,address1_postalcode,jobtitle,_ownerid_value{source}", CancellationToken.None))!.Value;
    }
}
