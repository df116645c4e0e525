using System.Text.Json;

namespace DentalMigration.Tests.Seeds;

/// <summary>Each row of the object table that Dental-Exec practices are promised, read back through the Web API.</summary>
public sealed class DentalExecSeedTests(DentalExecPractice practice) : IClassFixture<DentalExecPractice>
{
    private const string Patient = "_new_contactid_value";

    [Fact]
    public async Task Patient_Record_becomes_a_Contact_that_keeps_its_original_date()
    {
        JsonElement contact = await practice.OneAsync("contacts?$filter=new_sourcepatientid eq 'P101'");
        Assert.Equal(("Anna", "Miller", "1985-10-14", "01208"), (contact.Text("firstname"), contact.Text("lastname"), contact.Text("birthdate"), contact.Text("address1_postalcode")));
        Assert.Equal(("2020-04-15T13:30:00Z", "2020-04-15T13:30:00Z"), (contact.Text("new_sourcecreatedon"), contact.Text("createdon")));
        Assert.Equal("Smile Partners Albany", contact.Shown("_parentcustomerid_value"));
    }

    [Fact]
    public async Task Guarantors_point_at_each_other()
    {
        IReadOnlyList<JsonElement> pair = await practice.AllAsync("contacts?$filter=new_sourcepatientid ne null&$orderby=new_sourcepatientid");
        Assert.Equal([pair[1].Text("contactid"), pair[0].Text("contactid")], pair.Select(p => p.Text("_new_guarantorid_value")));
    }

    [Fact]
    public async Task Practice_or_Clinic_becomes_an_Account_of_the_dental_industry()
    {
        JsonElement account = await practice.OneAsync("accounts?$filter=new_sourcepracticeid eq '2'");
        Assert.Equal(("Smile Partners Albany", "Dental", "120 State St"), (account.Text("name"), account.Shown("industrycode"), account.Text("address1_line1")));
        Assert.Equal(3, (await practice.AllAsync("accounts?$filter=new_sourcepracticeid ne null")).Count);
    }

    [Fact]
    public async Task A_patient_seen_at_another_location_is_connected_to_it()
    {
        JsonElement visit = await practice.OneAsync("connections");
        Assert.Equal(("Anna Miller", "Smile Partners Troy"), (visit.Shown("_record1id_value"), visit.Shown("_record2id_value")));
        Assert.Equal(("Patient", "Practice"), (visit.Shown("_record1roleid_value"), visit.Shown("_record2roleid_value")));
    }

    [Fact]
    public async Task Referring_Provider_becomes_one_Contact_that_the_patient_points_at()
    {
        JsonElement referring = await practice.OneAsync("contacts?$filter=new_sourcereferralid ne null");
        Assert.Equal(("Alan", "Smith", "Referring", "Hudson Dental"), (referring.Text("firstname"), referring.Text("lastname"), referring.Shown("new_providerrole"), referring.Text("new_referringpractice")));
        Assert.Equal(referring.Text("contactid"), (await practice.OneAsync("contacts?$filter=new_sourcepatientid eq 'P101'")).Text("_new_referringproviderid_value"));
    }

    [Fact]
    public async Task Treating_Provider_is_matched_to_a_SystemUser_and_has_a_Contact_with_credentials()
    {
        Assert.Equal("DR1", (await practice.OneAsync("systemusers?$filter=internalemailaddress eq 'emily.carter@example.com'")).Text("new_sourceuserid"));
        JsonElement contact = await practice.OneAsync("contacts?$filter=new_sourceproviderid eq 'DR1'");
        Assert.Equal(("DMD, MS", "Endodontics", "Treating"), (contact.Text("new_credentials"), contact.Shown("new_specialty"), contact.Shown("new_providerrole")));
        JsonElement patient = await practice.OneAsync("contacts?$filter=new_sourcepatientid eq 'P101'");
        Assert.Equal(("Emily Carter", contact.Text("contactid"), "Emily Carter"), (patient.Shown("_new_providerid_value"), patient.Text("_new_providercontactid_value"), patient.Shown("_ownerid_value")));
    }

    [Fact]
    public async Task Treatment_Procedure_becomes_a_row_of_TreatmentHistory()
    {
        JsonElement procedure = await practice.OneAsync("new_treatmenthistories?$filter=new_sourceprocedureid eq '5001'");
        Assert.Equal(("D2391", "Resin composite, one surface, posterior", "2026-10-01"), (procedure.Text("new_procedurecode"), procedure.Text("new_proceduredescription"), procedure.Text("new_proceduredate")));
        Assert.Equal(("30", "Universal", "46", "MOD", 210m), (procedure.Text("new_toothnumber"), procedure.Text("new_toothnotation"), procedure.Text("new_toothfdi"), procedure.Text("new_surface"), procedure.Amount("new_fee")));
        Assert.Equal(("Anna Miller", "Emily Carter"), (procedure.Shown(Patient), procedure.Shown("_new_providerid_value")));
    }

    [Fact]
    public async Task Insurance_Policy_becomes_a_row_of_InsurancePolicy()
    {
        JsonElement policy = await practice.OneAsync("new_insurancepolicies?$filter=new_sourcepolicyid eq 'I1'");
        Assert.Equal(("Delta Dental of New York", "S-991", "G-77", "Child"), (policy.Text("new_payername"), policy.Text("new_policynumber"), policy.Text("new_groupnumber"), policy.Shown("new_subscriberrelationship")));
        Assert.Equal((80m, "2026-01-01", "2026-12-31"), (policy.Amount("new_coveragepercent"), policy.Text("new_effectivedate"), policy.Text("new_expirydate")));
        Assert.Equal("Anna Miller", policy.Shown(Patient));
    }

    [Fact]
    public async Task Appointment_becomes_a_row_of_Appointment_with_its_status()
    {
        JsonElement appointment = await practice.OneAsync("new_appointments?$filter=new_sourceappointmentid eq 'A1'");
        Assert.Equal(("2026-11-01T19:30:00Z", "No-Show", "Restorative"), (appointment.Text("new_scheduledstart"), appointment.Shown("new_appointmentstatus"), appointment.Text("new_appointmenttype")));
        Assert.Equal(("Anna Miller", "Emily Carter"), (appointment.Shown(Patient), appointment.Shown("_new_providerid_value")));
    }

    [Fact]
    public async Task Billing_and_Claim_become_a_row_of_BillingRecord()
    {
        JsonElement record = await practice.OneAsync("new_billingrecords?$filter=new_sourcebillingid eq 'L1'");
        Assert.Equal((210m, 120m, 80m, "Pending"), (record.Amount("new_chargeamount"), record.Amount("new_insurancepayment"), record.Amount("new_patientresponsibility"), record.Shown("new_claimstatus")));
        Assert.Equal("Anna Miller", record.Shown(Patient));
    }

    [Fact]
    public async Task Treatment_Plan_becomes_a_row_of_TreatmentPlan_with_PlanStatus()
    {
        JsonElement plan = await practice.OneAsync("new_treatmentplans?$filter=new_sourceplanid eq 'TP1'");
        Assert.Equal(("Accepted", 1250m, "Anna Miller"), (plan.Shown("new_planstatus"), plan.Amount("new_estimatedcost"), plan.Shown(Patient)));
    }

    [Fact]
    public async Task Patient_Note_becomes_an_Annotation_created_when_it_was_written()
    {
        JsonElement note = await practice.OneAsync("annotations?$filter=subject eq 'Progress'");
        Assert.Equal(("2026-10-01T18:40:00Z", "Anna Miller"), (note.Text("createdon"), note.Shown("_objectid_value")));
        Assert.Contains("Pt reports cold sensitivity.", note.Text("notetext"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recall_among_the_tasks_becomes_a_recall_and_stays_a_task()
    {
        JsonElement recall = await practice.OneAsync("new_patientrecalls");
        Assert.Equal(("2027-02-06", "Prophylaxis", "2026-08-06"), (recall.Text("new_nextrecalldate"), recall.Text("new_recalltype"), recall.Text("new_lastappointmentdate")));
        Assert.Equal("Completed", (await practice.OneAsync("tasks?$filter=new_sourcetaskid eq 'T1'")).Shown("statecode"));
    }

    [Fact]
    public async Task Drug_flags_are_the_yes_or_no_they_are()
    {
        IReadOnlyList<JsonElement> patients = await practice.AllAsync("contacts?$filter=new_sourcepatientid ne null&$orderby=new_sourcepatientid");
        Assert.Equal([null, true], patients.Select(p => p.Flag("new_druginteractionflag")));
    }

    [Fact]
    public async Task Custom_fields_and_documents_travel_too()
    {
        Assert.Equal("Prosthetic", (await practice.OneAsync("contacts?$filter=new_sourcepatientid eq 'P101'")).Text("new_treatmentphase"));
        Assert.Equal(1, practice.Written["document"]);
        Assert.Equal("panoramic.dcm", (await practice.OneAsync("new_patientdocuments")).Text("new_file_name"));
    }
}
