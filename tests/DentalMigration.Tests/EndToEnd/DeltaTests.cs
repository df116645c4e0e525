using System.Globalization;
using System.Text.Json;
using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;
using DentalMigration.Tests.Support;
using DentalMigration.Verification;
using DentalMigration.Undo;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>A delta writes what changed in the source and nothing else; what people did in the meantime is theirs.</summary>
public sealed class DeltaTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 30);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task What_people_changed_in_other_columns_of_a_changed_record_stays_and_an_undo_keeps_the_row()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        (string key, Guid id) = Patient(migration, 1);
        await EditAsync(cutover, "contacts", id, """{"address1_city":"Ankara","mobilephone":"+90 555 000 00 00"}""");

        _export.SetCell("Hastalar.csv", "Hasta No", key, "Soyadı", "Öztürkmen");
        RunResult delta = await _export.SyncAsync(migration);
        Assert.Equal(1, delta.Objects.Sum(o => o.Updated));
        JsonElement contact = await ContactAsync(cutover, id);
        Assert.Equal("Öztürkmen", contact.GetProperty("lastname").GetString());
        Assert.Equal("Ankara", contact.GetProperty("address1_city").GetString());
        Assert.Equal("+90 555 000 00 00", contact.GetProperty("mobilephone").GetString());

        Assert.Equal(0, (await _export.SyncAsync(migration)).Objects.Sum(o => o.Updated + o.Created));
        migration.Dispose();
        UndoResult undone = await cutover.UndoAsync();
        Assert.Equal(1, undone.Objects.Single(o => o.Object == "patient").Kept);
        Assert.Equal("Ankara", (await ContactAsync(cutover, id)).GetProperty("address1_city").GetString());
    }

    [Fact]
    public async Task A_load_from_the_export_before_a_delta_would_turn_it_back_and_is_refused()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        byte[] friday = File.ReadAllBytes(Path.Combine(_export.Path, "Hastalar.csv"));
        _export.SetCell("Hastalar.csv", "Hasta No", Patient(migration, 1).Key, "Soyadı", "Öztürkmen");
        Assert.Equal(1, (await _export.SyncAsync(migration)).Objects.Sum(o => o.Updated));
        migration.Dispose();
        string exact = await cutover.DigestAsync(exact: true);
        using (Migration again = await cutover.OpenAsync(_export.Path))
        {
            Assert.Equal(0, (await again.LoadAsync(null, null, CancellationToken.None)).Objects.Sum(o => o.Created + o.Updated));
        }

        File.WriteAllBytes(Path.Combine(_export.Path, "Hastalar.csv"), friday);
        using (Migration back = await cutover.OpenAsync(_export.Path))
        {
            Assert.Equal("SourceOlder", (await Assert.ThrowsAsync<MigrationException>(() => back.LoadAsync(null, null, CancellationToken.None))).Code);
        }

        Assert.Equal(exact, await cutover.DigestAsync(exact: true));
        await cutover.UndoAsync();
        using Migration anew = await cutover.OpenAsync(_export.Path);
        Assert.True((await anew.LoadAsync(null, null, CancellationToken.None)).IsConserved);
    }

    [Fact]
    public async Task A_column_changed_on_both_sides_stays_as_people_have_it_and_is_told_until_both_agree()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        (string key, Guid id) = Patient(migration, 1);
        await EditAsync(cutover, "contacts", id, """{"lastname":"Yılmazer"}""");
        _export.SetCell("Hastalar.csv", "Hasta No", key, "Soyadı", "Öztürkmen");
        for (int round = 0; round < 2; round++)
        {
            RunResult delta = await _export.SyncAsync(migration);
            LedgerProblem told = Assert.Single(migration.Ledger.Problems.Of(delta.Run, ProblemKind.Finding), p => p.Code == "ChangedOnBothSides");
            Assert.Equal("patient", told.Object);
            Assert.DoesNotContain("Öztürkmen", told.Reason, StringComparison.Ordinal);
            Assert.Equal(0, delta.Objects.Sum(o => o.Updated));
            Assert.Equal("Yılmazer", (await ContactAsync(cutover, id)).GetProperty("lastname").GetString());
        }

        await EditAsync(cutover, "contacts", id, """{"lastname":"Öztürkmen"}""");
        Assert.DoesNotContain(migration.Ledger.Problems.Of((await _export.SyncAsync(migration)).Run), p => p.Code == "ChangedOnBothSides");
    }

    [Fact]
    public async Task A_field_emptied_in_the_source_is_emptied_and_one_people_filled_is_not()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        (string key, Guid id) = Patient(migration, 1);
        _export.SetCell("Hastalar.csv", "Hasta No", key, "İl", "");
        Assert.Equal(1, (await _export.SyncAsync(migration)).Objects.Sum(o => o.Updated));
        Assert.Equal(JsonValueKind.Null, (await ContactAsync(cutover, id)).GetProperty("address1_city").ValueKind);
        await EditAsync(cutover, "contacts", id, """{"address1_city":"Ankara"}""");
        _export.SetCell("Hastalar.csv", "Hasta No", key, "Soyadı", "Öztürkmen");
        await _export.SyncAsync(migration);
        Assert.Equal("Ankara", (await ContactAsync(cutover, id)).GetProperty("address1_city").GetString());
    }

    [Fact]
    public async Task A_vanished_record_is_made_inactive_where_asked_and_active_when_it_comes_back()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        string content = await cutover.DigestAsync();
        string line = "";
        string policy = _export.Cell("Sigortalar.csv", 1, "Poliçe No");
        string key = (await migration.Setup.Source.Read("insurance", CancellationToken.None).FirstAsync(r => r.Key.Contains(policy, StringComparison.Ordinal))).Key;
        Guid id = migration.Ledger.Records.Find(migration.Ledger.ObjectNumber("insurance", ""), key)!.Id;
        _export.Edit("Sigortalar.csv", text =>
        {
            string[] lines = text.Split("\r\n");
            line = lines[1];
            return string.Join("\r\n", lines.Where((_, i) => i != 1));
        });
        string set = (await cutover.Target.Client.Metadata.GetTableAsync(migration.Setup.Map.Find("insurance")!.Table, CancellationToken.None))!.EntitySetName;
        for (int round = 0; round < 2; round++)
        {
            RunResult delta = await _export.SyncAsync(migration, round == 0 ? MissingAction.Deactivate : null);
            Assert.Equal(round == 0 ? 1 : 0, migration.Ledger.Problems.Of(delta.Run).Count(p => p.Code == "VanishedDeactivated"));
            Assert.Equal(1, await StateAsync(cutover, set, id));
        }

        _export.Edit("Sigortalar.csv", text => text.TrimEnd() + "\r\n" + line + "\r\n");
        await _export.SyncAsync(migration);
        Assert.Equal(0, await StateAsync(cutover, set, id));
        Assert.Equal(content, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_file_with_nothing_but_its_header_makes_no_row_inactive_however_few_they_are()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        long practices = migration.Ledger.Records.Count(migration.Ledger.ObjectNumber("practice", "account"), RecordState.Written);
        Assert.InRange(practices, 2, 20);
        _export.Edit("Klinikler.csv", text => text.Split("\r\n")[0] + "\r\n");
        RunResult delta = await _export.SyncAsync(migration, MissingAction.Deactivate);
        Assert.Contains(migration.Ledger.Problems.Of(delta.Run), p => p.Code == "TooManyVanished" && p.Object == "practice");
        Assert.Equal(0, await cutover.Target.Client.CountAsync("accounts", "statecode eq 1", CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_and_one_that_is_gone_speak_against_the_migration()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        Assert.Empty(await MigrationTest.RunAsync(migration, null, CancellationToken.None));
        _export.Edit("Randevular.csv", text => text.Replace("Hasta No", "Kim", StringComparison.Ordinal));
        File.Delete(Path.Combine(_export.Path, "Notlar.csv"));
        await _export.SyncAsync(migration);
        IReadOnlyList<string> against = await MigrationTest.RunAsync(migration, null, CancellationToken.None);
        Assert.Contains(against, a => a.StartsWith("appointment: The file 'Randevular.csv'", StringComparison.Ordinal));
        Assert.Contains(against, a => a.StartsWith("note: ", StringComparison.Ordinal) && a.Contains("rows were not compared", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_cut_short_makes_no_row_inactive()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        string content = await cutover.DigestAsync();
        _export.Edit("Islemler.csv", text => string.Join("\r\n", text.Split("\r\n").Take(3)) + "\r\n");
        RunResult delta = await _export.SyncAsync(migration, MissingAction.Deactivate);
        Assert.Single(migration.Ledger.Problems.Of(delta.Run), p => p.Code == "TooManyVanished");
        Assert.Equal(content, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_delta_of_one_percent_writes_exactly_that_in_a_twentieth_of_the_requests()
    {
        using Export export = Export.Generate(traps: false, patients: 2600 * ProofScale.Value);
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await cutover.OpenAsync(export.Path);
        RunResult full = await migration.LoadAsync(null, null, CancellationToken.None);
        Assert.True(full.Objects.Max(o => o.Created) >= 10_000, "Nothing was read back in several parts.");
        Assert.DoesNotContain(full.Objects, o => migration.Ledger.Records.AnyUnverified(migration.Ledger.ObjectNumber(o.Object, "")));
        Assert.DoesNotContain(migration.Ledger.Problems.Of(full.Run), p => p.Code == "RowNotReadBack");
        var changed = new HashSet<string>();
        foreach ((string file, string column) in ((string, string)[])[("Hastalar.csv", "İlçe"), ("Randevular.csv", "Not"), ("Islemler.csv", "Diş Notu"), ("Notlar.csv", "Not"), ("Hesap_Hareketleri.csv", "Açıklama")])
        {
            export.Edit(file, text => Every(text, 100, column, changed));
        }

        long before = await WritesAsync(cutover);
        RunResult delta = await export.SyncAsync(migration);
        long after = await WritesAsync(cutover);
        Assert.Equal(changed.Count, delta.Objects.Sum(o => o.Updated));
        Assert.Equal(0, delta.Objects.Sum(o => o.Created));
        Assert.Equal(changed.Count, after - before);
        Assert.True(delta.Requests * 20 <= full.Requests, $"{delta.Requests} requests of {full.Requests}");

        string content = await cutover.DigestAsync(exact: true);
        RunResult nothing = await export.SyncAsync(migration);
        Assert.Equal(0, nothing.Objects.Sum(o => o.Updated + o.Created));
        Assert.Equal(content, await cutover.DigestAsync(exact: true));
    }

    private static string Every(string text, int nth, string column, HashSet<string> changed)
    {
        string[] lines = text.Split("\r\n");
        string[] header = lines[0].Split(';');
        int at = Array.IndexOf(header, column);
        Assert.True(at >= 0, $"no column {column}");
        for (int i = nth; i < lines.Length; i += nth)
        {
            string[] cells = lines[i].Split(';');
            if (cells.Length == header.Length)
            {
                cells[at] = string.Create(CultureInfo.InvariantCulture, $"Yeni {i}");
                lines[i] = string.Join(';', cells);
                Assert.True(changed.Add(lines[i]));
            }
        }

        return string.Join("\r\n", lines);
    }

    private static async Task<long> WritesAsync(Cutover cutover)
    {
        DataverseResponse answer = await cutover.Target.Client.SendAsync(new DataverseRequest(HttpMethod.Get, "/emulator/stats"), CancellationToken.None);
        return answer.Json().GetProperty("rows").EnumerateObject().Where(r => !r.Name.StartsWith("Retrieve", StringComparison.OrdinalIgnoreCase)).Sum(r => r.Value.GetInt64());
    }

    private (string Key, Guid Id) Patient(Migration migration, int line)
    {
        string key = _export.Cell("Hastalar.csv", line, "Hasta No");
        return (key, migration.Ledger.Records.Find(migration.Ledger.ObjectNumber("patient", "contact"), key)!.Id);
    }

    private static Task EditAsync(Cutover cutover, string set, Guid id, string json) =>
        cutover.Target.Client.UpdateAsync(set, id, System.Text.Encoding.UTF8.GetBytes(json), null, CancellationToken.None);

    private static async Task<JsonElement> ContactAsync(Cutover cutover, Guid id) =>
        (await cutover.Target.Client.RetrieveAsync("contacts", id, "lastname,address1_city,mobilephone", CancellationToken.None))!.Value;

    private static async Task<int> StateAsync(Cutover cutover, string set, Guid id) =>
        (await cutover.Target.Client.RetrieveAsync(set, id, "statecode", CancellationToken.None))!.Value.GetProperty("statecode").GetInt32();
}
