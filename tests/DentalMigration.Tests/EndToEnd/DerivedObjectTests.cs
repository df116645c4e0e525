using System.Text.Json;
using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping;
using DentalMigration.Tests.Support;
using DentalMigration.Undo;
using DentalMigration.Verification;

namespace DentalMigration.Tests.EndToEnd;

/// <summary>Objects derived from others, on shared tables, with connection roles, an inserted option and two currencies: loaded, verified, undone.</summary>
public sealed class DerivedObjectTests : IDisposable
{
    private const string Map = """
        {
          "system": "dental-exec", "currency": "USD", "currencies": {"EUR": 0.9},
          "objects": [
            {"object": "provider", "table": "systemuser", "action": "Match", "sourceKey": "new_sourceuserid",
             "columns": [{"column": "new_sourceuserid", "from": ["provider_id"], "create": {"type": "String", "label": "Source User ID", "schemaName": "new_SourceUserId"}}]},
            {"object": "practice", "table": "account", "sourceKey": "new_sourcepracticeid", "columns": [
              {"column": "name", "from": ["name"]},
              {"column": "industrycode", "constant": 100000010, "insertOptions": {"100000010": "Dental"}},
              {"column": "new_sourcepracticeid", "from": ["practice_id"], "create": {"type": "String", "label": "Source Practice ID", "schemaName": "new_SourcePracticeId"}}]},
            {"object": "payer", "table": "account", "sourceKey": "new_sourcepayer", "columns": [
              {"column": "name", "from": ["carrier_name"]},
              {"column": "new_sourcepayer", "from": ["carrier_name"], "create": {"type": "String", "label": "Source Payer", "schemaName": "new_SourcePayer"}}]},
            {"object": "referral", "table": "contact", "sourceKey": "new_sourcereferral", "columns": [
              {"column": "lastname", "from": ["full_name"]},
              {"column": "new_sourcereferral", "from": ["full_name", "practice_name"], "transform": "join", "create": {"type": "String", "label": "Source Referral", "schemaName": "new_SourceReferral"}}]},
            {"object": "patient", "table": "contact", "sourceKey": "new_sourcepatientid", "columns": [
              {"column": "firstname", "from": ["first_name"]},
              {"column": "lastname", "from": ["last_name"]},
              {"column": "new_sourcepatientid", "from": ["patient_id"], "create": {"type": "String", "label": "Source Patient ID", "schemaName": "new_SourcePatientId"}},
              {"column": "parentcustomerid", "from": ["practice_id"], "lookup": "practice"},
              {"column": "new_payerid", "from": ["insurance_carrier"], "lookup": "payer", "create": {"type": "Lookup", "label": "Payer", "schemaName": "new_PayerId"}},
              {"column": "new_referredbyid", "from": ["referring_provider_name"], "lookup": "referral", "create": {"type": "Lookup", "label": "Referred By", "schemaName": "new_ReferredById"}}]},
            {"object": "visit", "table": "connection", "sourceKey": "new_sourcevisit", "roles": {"record1roleid": "Patient", "record2roleid": "Practice Location"}, "columns": [
              {"column": "record1id", "from": ["patient_id"], "lookup": "patient"},
              {"column": "record2id", "from": ["practice_id"], "lookup": "practice"},
              {"column": "new_sourcevisit", "from": ["patient_id", "practice_id"], "transform": "join", "create": {"type": "String", "label": "Source Visit", "schemaName": "new_SourceVisit"}}]},
            {"object": "ledger", "table": "new_billingrecord", "sourceKey": "new_sourceledgerid", "currencyFrom": "currency",
             "create": {"schemaName": "new_BillingRecord", "label": "Billing Record", "plural": "Billing Records", "description": "A billing record."},
             "columns": [
              {"column": "new_name", "from": ["ledger_id"]},
              {"column": "new_sourceledgerid", "from": ["ledger_id"], "create": {"type": "String", "label": "Source Ledger ID", "schemaName": "new_SourceLedgerId"}},
              {"column": "new_contactid", "from": ["patient_id"], "lookup": "patient", "create": {"type": "Lookup", "label": "Patient", "schemaName": "new_ContactId"}},
              {"column": "new_amount", "from": ["charge_amount"], "create": {"type": "Money", "label": "Amount", "schemaName": "new_Amount"}}]}
          ]
        }
        """;

    private readonly TempFolder _export = new();

    public DerivedObjectTests()
    {
        Write("Practices.csv", "Practice ID,Practice Name\nP1,North\nP2,South\n");
        Write("Providers.csv", "Provider ID,First Name,Last Name,Email\n10,Ann,Lee,ann.lee@contoso.com\n");
        Write(
            "Patients.csv",
            "Patient ID,First Name,Last Name,Practice ID,Referring Dr,Referring Practice,Insurance Carrier\n"
            + "1,A,B,P1,Dr. Jo Ruiz,Oak,Delta\n2,C,D,P1,JO RUIZ,oak,delta \n3,E,F,P2,,,\n4,G,H,P2,Jo Ruiz,Elm,Aetna\n");
        Write(
            "Appointments.csv",
            "Appointment ID,Patient ID,Practice ID,Appointment Date,Start Time\n1,1,P1,01/02/2024,9:00 AM\n2,1,P2,01/03/2024,9:00 AM\n3,1,P2,01/04/2024,9:00 AM\n");
        Write("Billing.csv", "Ledger ID,Patient ID,Entry Date,Charge Amount,Currency\n1,1,01/02/2024,100.10,USD\n2,1,01/30/2024,50.05,EUR\n3,2,01/30/2024,5.05,GBP\n4,2,01/30/2024,5.05,\n");
    }

    [Fact]
    public async Task Each_object_has_its_own_line_and_rows_and_all_go_again()
    {
        using Cutover cutover = await Cutover.StartAsync("USD");
        string before = await cutover.DigestAsync();
        using (Migration migration = await cutover.OpenAsync(_export.Path, MapFile.Parse(Map, "test")))
        {
            RunResult result = await migration.LoadAsync(null, null, CancellationToken.None);
            Assert.True(result.IsConserved);
            Assert.Equal((3, 2, 1), Counts(result, "payer"));
            Assert.Equal((3, 2, 1), Counts(result, "referral"));
            Assert.Equal((4, 4, 0), Counts(result, "patient"));
            Assert.Equal((2, 1, 1), Counts(result, "visit"));
            Assert.Equal("CurrencyUnknown", Assert.Single(migration.Ledger.Problems.Of(result.Run), p => p.Object == "ledger" && p.Kind == DentalMigration.Mapping.Rows.ProblemKind.Held).Code);

            JsonElement[] patients = await RowsAsync(cutover, "contacts?$filter=new_sourcepatientid ne null&$orderby=new_sourcepatientid&$expand=new_ReferredById($select=lastname),new_PayerId($select=name)");
            Assert.Equal(["Dr. Jo Ruiz", "Dr. Jo Ruiz", null, "Jo Ruiz"], patients.Select(p => Text(p, "new_ReferredById", "lastname")));
            Assert.Equal(["Delta", "Delta", null, "Aetna"], patients.Select(p => Text(p, "new_PayerId", "name")));

            JsonElement visit = Assert.Single(await RowsAsync(cutover, "connections?$expand=record1id_contact($select=lastname),record2id_account($select=name),record1roleid($select=name),record2roleid($select=name)"));
            Assert.Equal(
                ("B", "South", "Patient", "Practice Location"),
                (Text(visit, "record1id_contact", "lastname"), Text(visit, "record2id_account", "name"), Text(visit, "record1roleid", "name"), Text(visit, "record2roleid", "name")));
            Assert.Single(await RowsAsync(cutover, "connectionroles?$filter=name eq 'Patient'&$expand=connectionroleassociation_association($select=name)"),
                r => r.GetProperty("connectionroleassociation_association").EnumerateArray().Single().GetProperty("name").GetString() == "Practice Location");

            JsonElement[] records = await RowsAsync(cutover, "new_billingrecords?$orderby=new_sourceledgerid&$expand=transactioncurrencyid($select=isocurrencycode)");
            Assert.Equal(["USD", "EUR", "USD"], records.Select(r => Text(r, "transactioncurrencyid", "isocurrencycode")));
            Assert.Equal(55.6111m, Math.Round(records[1].GetProperty("new_amount_base").GetDecimal(), 4));

            Assert.All(await Reconciler.MeasureAsync(migration, CancellationToken.None).ToListAsync(), l => Assert.Equal(Verdict.Same, l.Verdict));
            Assert.All(await RecordComparer.CompareAsync(migration, null, CancellationToken.None).ToListAsync(), f => Assert.Equal(Verdict.Same, f.Verdict));

            string exact = await cutover.DigestAsync(exact: true);
            RunResult again = await migration.LoadAsync(null, null, CancellationToken.None);
            Assert.Equal((3, 0, 1), Counts(again, "referral"));
            Assert.Equal(exact, await cutover.DigestAsync(exact: true));
        }

        UndoResult undone = await cutover.UndoAsync();
        Assert.True(undone.IsComplete);
        Assert.Equal(before, await cutover.DigestAsync());
    }

    [Fact]
    public async Task A_chosen_patient_brings_those_it_mentions_and_no_others()
    {
        using Cutover cutover = await Cutover.StartAsync("USD");
        using Migration migration = await cutover.OpenAsync(_export.Path, MapFile.Parse(Map, "test"));
        var selection = new RecordSelection();
        selection.Add("patient", "4");
        await SelectionClosure.AddParentsAsync(migration.Setup.Source, migration.Setup.Map, selection, CancellationToken.None);
        RunResult result = await migration.LoadAsync(selection, null, CancellationToken.None);
        Assert.True(result.IsConserved);
        Assert.Equal(["Aetna"], (await RowsAsync(cutover, "accounts?$filter=new_sourcepayer ne null")).Select(a => a.GetProperty("name").GetString()));
        Assert.Equal(1, result.Objects.Single(o => o.Object == "referral").Created);
    }

    [Fact]
    public async Task Two_scopes_share_an_organisation_with_the_same_keys()
    {
        using Cutover cutover = await Cutover.StartAsync("USD");
        MigrationMap map = MapFile.Parse(Map, "test");
        using (Migration first = await cutover.OpenAsync(_export.Path, map))
        {
            Assert.True((await first.LoadAsync(null, null, CancellationToken.None)).IsConserved);
        }

        string between = await cutover.DigestAsync();
        using (Migration second = await cutover.OpenAsync(_export.Path, map with { Scope = "second" }, "second.ledger"))
        {
            Assert.Equal((4, 4, 0), Counts(await second.LoadAsync(null, null, CancellationToken.None), "patient"));
        }

        Assert.Equal(8, (await RowsAsync(cutover, "contacts?$filter=new_sourcepatientid ne null")).Length);
        await cutover.UndoAsync(ledger: "second.ledger");
        Assert.Equal(between, await cutover.DigestAsync());
    }

    public void Dispose() => _export.Dispose();

    private void Write(string name, string text) => File.WriteAllText(_export.File(name), text);

    private static (long Read, long Created, long Merged) Counts(RunResult result, string objectName)
    {
        ObjectCounts counts = result.Objects.Single(o => o.Object == objectName);
        return (counts.Read, counts.Created, counts.Merged);
    }

    private static async Task<JsonElement[]> RowsAsync(Cutover cutover, string url) =>
        [.. await cutover.Target.Client.QueryAsync(url, null, CancellationToken.None).ToListAsync()];

    private static string? Text(JsonElement row, string navigation, string column) =>
        row.GetProperty(navigation) is { ValueKind: JsonValueKind.Object } other ? other.GetProperty(column).GetString() : null;
}
