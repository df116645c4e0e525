using System.Net;
using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Tests.Support;
using DentalMigration.Tests.Undo;
using DentalMigration.Undo;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>Where a part of a batch is settled and the rest is sent again, or fails, what is settled is counted and told once.</summary>
public sealed class SettledOnceTests : IDisposable
{
    private readonly Export _export = Export.Generate(traps: false, patients: 40);

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task An_update_that_is_sent_again_counts_unchanged_rows_once()
    {
        using Cutover cutover = await Cutover.StartAsync();
        using Migration migration = await _export.LoadAsync(cutover);
        Guid a = Patient(migration, _export.PatientKey(1)).Id;
        await cutover.Target.Client.UpdateAsync("contacts", a, """{"lastname":"Öztürkmen"}"""u8.ToArray(), null, CancellationToken.None);
        _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(1), "Soyadı", "Öztürkmen");
        _export.SetCell("Hastalar.csv", "Hasta No", _export.PatientKey(2), "Soyadı", "Öztürkmen");
        int failed = 0;
        cutover.Wire.Tap = async (request, body, pass) => body.Contains("\nPATCH ", StringComparison.Ordinal) && Interlocked.Increment(ref failed) == 1
            ? new HttpResponseMessage(HttpStatusCode.GatewayTimeout) { Content = new StringContent(""), RequestMessage = request }
            : await pass();
        RunResult delta = await _export.SyncAsync(migration);
        ObjectCounts p = delta.Objects.Single(o => o.Object == "patient");
        Assert.True(delta.IsConserved, p.ToString());
    }

    [Fact]
    public async Task An_undo_that_is_sent_again_counts_restored_rows_once()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        scenario.Export.SetCell("Hastalar.csv", "Hasta No", scenario.Patient(1), "Adres", "Yeni 1");
        scenario.Export.SetCell("Hastalar.csv", "Hasta No", scenario.Patient(2), "Adres", "Yeni 2");
        JsonElement before = await scenario.ContactAsync(scenario.Patient(1), "address1_line1");
        long run = await scenario.SyncAsync();
        await scenario.EditAsync("contacts", before.GetProperty("contactid").GetGuid(), "address1_line1", before.GetProperty("address1_line1").GetString()!);
        int failed = 0;
        scenario.Cutover.Wire.Tap = async (request, body, pass) => body.Contains("\nPATCH ", StringComparison.Ordinal) && Interlocked.Increment(ref failed) == 1
            ? new HttpResponseMessage(HttpStatusCode.GatewayTimeout) { Content = new StringContent(""), RequestMessage = request }
            : await pass();
        UndoResult undone = await scenario.UndoAsync(new UndoOptions { Run = run });
        UndoneObject p = undone.Objects.Single(o => o.Object == "patient");
        Assert.Equal(2, p.Restored);
    }

    [Fact]
    public async Task An_undo_that_is_sent_again_counts_kept_rows_once()
    {
        using UndoScenario scenario = await UndoScenario.LoadedAsync();
        scenario.Export.SetCell("Hastalar.csv", "Hasta No", scenario.Patient(1), "Adres", "Yeni 1");
        scenario.Export.SetCell("Hastalar.csv", "Hasta No", scenario.Patient(1), "Durumu", scenario.Export.Cell("Hastalar.csv", 1, "Durumu") == "Aktif" ? "Pasif" : "Aktif");
        scenario.Export.SetCell("Hastalar.csv", "Hasta No", scenario.Patient(2), "Adres", "Yeni 2");
        JsonElement before = await scenario.ContactAsync(scenario.Patient(1), "address1_line1");
        long run = await scenario.SyncAsync();
        using (MigrationLedger ledger = scenario.OpenLedger())
        {
            ledger.Records.Touched(ledger.ObjectNumber("recall", ""), scenario.Export.Cell("Hatirlatmalar.csv", 3, "Hatırlatma No")); // as where a run ends before it read back
            ledger.Commit();
        }

        JsonElement recall = await scenario.Client.QueryAsync("new_patientrecalls?$select=new_patientrecallid,new_name", null, CancellationToken.None).FirstAsync();
        Guid id;
        using (MigrationLedger ledger = scenario.OpenLedger())
        {
            id = ledger.Records.Find(ledger.ObjectNumber("recall", ""), scenario.Export.Cell("Hatirlatmalar.csv", 3, "Hatırlatma No"))!.Id;
        }

        await scenario.EditAsync("new_patientrecalls", id, "new_name", "Theirs");
        int failed = 0;
        scenario.Cutover.Wire.Tap = async (request, body, pass) => body.Contains("\nDELETE ", StringComparison.Ordinal) && body.Contains("new_patientrecalls", StringComparison.Ordinal) && Interlocked.Increment(ref failed) == 1
            ? new HttpResponseMessage(HttpStatusCode.GatewayTimeout) { Content = new StringContent(""), RequestMessage = request }
            : await pass();
        UndoResult undone = await scenario.UndoAsync();
        UndoneObject p = undone.Objects.Single(o => o.Object == "recall");
        Assert.Equal(1, p.Kept);
    }

    [Fact]
    public async Task What_was_made_of_a_batch_in_parts_is_in_the_audit_log_though_the_rest_failed()
    {
        using Crew crew = await Crew.StartAsync(users: 1);
        using Migration migration = await crew.OpenAsync(_export.Path, new LoadOptions { BatchSize = 40, MaxAttempts = 3 });
        int taken = 0;
        crew.Wire.Tap = async (request, body, pass) =>
        {
            if (!request.RequestUri!.AbsolutePath.Contains("contacts/", StringComparison.Ordinal))
            {
                return await pass();
            }

            int rows = body.Split("\"@odata.type\"").Length - 1;
            return rows > 20 ? new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge) { Content = new StringContent(""), RequestMessage = request }
                : Interlocked.Increment(ref taken) == 1 ? await pass()
                : throw new PowerCutException();
        };
        await Assert.ThrowsAnyAsync<Exception>(() => migration.LoadAsync(null, null, CancellationToken.None));
        crew.Wire.Tap = null;
        long written = migration.Ledger.Records.Count(migration.Ledger.ObjectNumber("patient", "contact"), RecordState.Written);
        migration.Dispose();
        using Migration again = await crew.OpenAsync(_export.Path, new LoadOptions { BatchSize = 40 });
        await again.LoadAsync(null, null, CancellationToken.None);
        HashSet<Guid> told = [];
        foreach (AuditLine line in again.Ledger.Audit.Read().Where(l => l.Body.Contains("create", StringComparison.Ordinal)))
        {
            foreach (System.Text.RegularExpressions.Match m in System.Text.RegularExpressions.Regex.Matches(line.Body, "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"))
            {
                told.Add(Guid.Parse(m.Value));
            }
        }

        List<LedgerRecord> rows = [.. again.Ledger.Records.Walk(again.Ledger.ObjectNumber("patient", "contact"), RecordState.Written)];
        Assert.All(rows, r => Assert.Contains(r.Id, told));
    }

    private static LedgerRecord Patient(Migration migration, string key) => migration.Ledger.Records.Find(migration.Ledger.ObjectNumber("patient", "contact"), key)!;
}
