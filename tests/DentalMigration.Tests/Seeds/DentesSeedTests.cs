using System.Text.Json;

namespace DentalMigration.Tests.Seeds;

/// <summary>Each row of the object table that Dr.DENTES practices are promised, read back through the Web API.</summary>
public sealed class DentesSeedTests(DentesPractice practice) : IClassFixture<DentesPractice>
{
    private const string Patient = "_new_contactid_value";

    [Fact]
    public async Task Patient_Record_becomes_a_Contact()
    {
        JsonElement contact = await practice.OneAsync("contacts?$filter=new_sourcepatientid eq '100002'");
        Assert.Equal(("Ayşe Nur", "Çelik", "1985-10-14"), (contact.Text("firstname"), contact.Text("lastname"), contact.Text("birthdate")));
        Assert.Equal(("+90 532 555 01 23", "ayse.celik@example.com", "İnönü Cad. No:4 D:8"), (contact.Text("mobilephone"), contact.Text("emailaddress1"), contact.Text("address1_line1")));
        Assert.Equal(("Anadolu Sigorta", "P-4411", "G-12"), (contact.Text("new_payername"), contact.Text("new_policynumber"), contact.Text("new_groupnumber")));
        Assert.Equal("2020-04-15T06:30:00Z", contact.Text("createdon"));
        Assert.Equal(("Inactive", "Ege Diş Alsancak", "Mehmet Demir"), (contact.Shown("statecode"), contact.Shown("_parentcustomerid_value"), contact.Shown("_ownerid_value")));
    }

    [Fact]
    public async Task Practice_or_Location_becomes_an_Account_under_its_parent()
    {
        JsonElement account = await practice.OneAsync("accounts?$filter=new_sourcepracticeid eq 'ALS'");
        Assert.Equal(("Ege Diş Alsancak", "+90 232 555 01 10", "İzmir"), (account.Text("name"), account.Text("telephone1"), account.Text("address1_city")));
        Assert.Equal(("Ege Diş Grubu", "Mehmet Demir"), (account.Shown("_parentaccountid_value"), account.Shown("_ownerid_value")));
    }

    [Fact]
    public async Task Treatment_Plan_becomes_a_row_of_new_TreatmentPlan()
    {
        JsonElement plan = await practice.OneAsync("new_treatmentplans?$filter=new_sourceplanid eq 'TP-000001'");
        Assert.Equal(("2026-09-28", "Accepted", "Kanal tedavisi olabilir."), (plan.Text("new_plandate"), plan.Shown("new_planstatus"), plan.Text("new_providernotes")));
        Assert.Equal(("Ayşe Nur Çelik", "Mehmet Demir", "402.010"), (plan.Shown(Patient), plan.Shown("_new_providerid_value"), plan.Text("new_procedurecode")));
    }

    [Fact]
    public async Task Procedure_Line_belongs_to_its_plan()
    {
        JsonElement line = await practice.OneAsync("new_procedurelines?$filter=new_sourceprocedureid eq '500001'");
        Assert.Equal(("46", "FDI", "MO", "402.010", "SUT"), (line.Text("new_toothnumber"), line.Text("new_toothnotation"), line.Text("new_surface"), line.Text("new_procedurecode"), line.Text("new_codesystem")));
        Assert.Equal((1900m, 0m, "Completed"), (line.Amount("new_fee"), line.Amount("new_insuranceestimate"), line.Shown("new_procedurestatus")));
        Assert.Equal("TP-000001 Sağ alt bölge", line.Shown("_new_treatmentplanid_value"));
    }

    [Fact]
    public async Task Appointment_Record_becomes_an_Appointment_that_took_place()
    {
        JsonElement appointment = await practice.OneAsync("appointments?$filter=new_sourceappointmentid eq '800001'&$expand=appointment_activity_parties");
        Assert.Equal(("2026-10-01T11:30:00Z", "2026-10-01T12:15:00Z"), (appointment.Text("scheduledstart"), appointment.Text("scheduledend")));
        Assert.Equal(("Ünit 2", "Tedavi", "402.010"), (appointment.Text("new_operatory"), appointment.Text("new_appointmenttype"), appointment.Text("new_procedurecode")));
        Assert.Equal(("Completed", "Mehmet Demir", "Ayşe Nur Çelik"), (appointment.Shown("statecode"), appointment.Shown("_ownerid_value"), appointment.Shown("_regardingobjectid_value")));
        Assert.Contains(
            appointment.GetProperty("appointment_activity_parties").EnumerateArray(),
            p => p.GetProperty("participationtypemask").GetInt32() == 5 && p.Text("_partyid_value") == appointment.Text("_regardingobjectid_value"));
    }

    [Fact]
    public async Task Insurance_Payer_and_Policy_become_an_account_and_a_row_of_new_InsurancePolicy()
    {
        JsonElement policy = await practice.OneAsync("new_insurancepolicies?$filter=new_sourcepolicyid eq 'SG-1'");
        Assert.Equal(("Anadolu Sigorta", "G-12", "P-4411", "Child"), (policy.Text("new_payername"), policy.Text("new_groupnumber"), policy.Text("new_policynumber"), policy.Shown("new_subscriberrelationship")));
        Assert.Equal(("2026-01-01", "2026-12-31"), (policy.Text("new_effectivedate"), policy.Text("new_expirydate")));
        Assert.Equal(("Ayşe Nur Çelik", "Anadolu Sigorta"), (policy.Shown(Patient), policy.Shown("_new_payerid_value")));
        Assert.Equal("Insurance Payer", (await practice.OneAsync($"accounts?$filter=accountid eq {policy.Text("_new_payerid_value")}")).Shown("new_accountrole"));
    }

    [Fact]
    public async Task Clinical_Note_becomes_an_Annotation_that_keeps_its_markup()
    {
        JsonElement note = await practice.OneAsync("annotations?$filter=subject eq 'Dolgu'");
        Assert.Contains("<p><b>S:</b> Sağ altta soğuk hassasiyeti<br>", note.Text("notetext"), StringComparison.Ordinal);
        Assert.StartsWith("<p>Type: SOAP<br>Author: Dt. Mehmet Demir<br>Date: 2026-10-01<br>Time: 14:40", note.Text("notetext"), StringComparison.Ordinal);
        Assert.Equal(("2026-10-01T11:40:00Z", "Ayşe Nur Çelik", "Mehmet Demir"), (note.Text("createdon"), note.Shown("_objectid_value"), note.Shown("_ownerid_value")));
    }

    [Fact]
    public async Task Billing_Line_and_Payment_become_a_row_of_new_BillingLine()
    {
        JsonElement line = await practice.OneAsync("new_billinglines?$filter=new_sourcebillingid eq 'H-1'");
        Assert.Equal((0m, -50m, 1660m, "Refund"), (line.Amount("new_chargeamount"), line.Amount("new_paymentamount"), line.Amount("new_balance"), line.Shown("new_entrytype")));
        Assert.Equal(("2026-10-02", "USD"), (line.Text("new_paymentdate"), line.Shown("_transactioncurrencyid_value")));
        Assert.Equal(("Ayşe Nur Çelik", "402.010 Amalgam dolgu, tek yüz"), (line.Shown(Patient), line.Shown("_new_procedureid_value")));
    }

    [Fact]
    public async Task Document_Attachment_becomes_an_Annotation_with_its_file()
    {
        JsonElement note = await practice.OneAsync("annotations?$filter=filename eq 'onam formu.pdf'&$select=filename,mimetype,isdocument,documentbody,_objectid_value");
        Assert.Equal(("application/pdf", true, "Ayşe Nur Çelik"), (note.Text("mimetype"), note.Flag("isdocument"), note.Shown("_objectid_value")));
        Assert.Equal("%PDF-1.4 consent", System.Text.Encoding.ASCII.GetString(note.GetProperty("documentbody").GetBytesFromBase64()));
        Assert.Equal(("panoramik.dcm", 1), ((await practice.OneAsync("new_patientdocuments")).Text("new_file_name"), practice.Written["large_document"]));
    }

    [Fact]
    public async Task Provider_or_Staff_User_is_matched_to_a_systemuser()
    {
        JsonElement user = await practice.OneAsync("systemusers?$filter=internalemailaddress eq 'mehmet.demir@example.com'");
        Assert.Equal("1", user.Text("new_sourceuserid"));
        Assert.Equal(1, practice.Written["provider"]);
    }

    [Fact]
    public async Task Recall_becomes_a_row_of_new_PatientRecall()
    {
        JsonElement recall = await practice.OneAsync("new_patientrecalls?$filter=new_sourcerecallid eq 'R-1'");
        Assert.Equal(("2027-04-01", "6 aylık kontrol", "2026-10-01"), (recall.Text("new_nextrecalldate"), recall.Text("new_recalltype"), recall.Text("new_lastappointmentdate")));
        Assert.Equal("Ayşe Nur Çelik", recall.Shown(Patient));
    }

    [Fact]
    public async Task Custom_Field_becomes_a_column_of_its_type_on_its_table()
    {
        Assert.Equal("Prosthetic", (await practice.OneAsync("contacts?$filter=new_sourcepatientid eq '100002'")).Text("new_treatmentphase"));
        Assert.Equal("2026-12-31", (await practice.OneAsync("new_procedurelines")).Text("new_rxuntil"));
    }
}
