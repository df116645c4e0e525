using DentalMigration.Cli.Generation.Documents;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Adds plain rows to a patient, for a trap to be planted in.</summary>
internal sealed class DentalExecRows(RunningNumbers numbers)
{
    /// <summary>Adds a plan that has nothing wrong with it.</summary>
    public SheetRow Plan(PatientFamily family) => family.Add(new SheetRow(DentalExecSheets.Plans)
    {
        ["Plan #"] = numbers.NextPlan(),
        ["Patient ID"] = family.Patient.Key,
        ["Plan Name"] = "Fillings UR",
        ["Provider"] = Provider.All[0].FullName,
        ["Plan Date"] = Draw.Today.AddDays(-90),
        ["Plan Status"] = "Proposed",
        ["Phase"] = "1",
        ["Estimated Cost"] = 186m,
        ["Ins Est"] = 0m,
        ["Pat Est"] = 186m,
    });

    /// <summary>Adds a planned procedure that has nothing wrong with it, to the plan of that number or to none.</summary>
    public SheetRow Procedure(PatientFamily family, string? plan = null) => family.Add(new SheetRow(DentalExecSheets.Procedures)
    {
        ["Proc ID"] = numbers.NextProcedure(),
        ["Patient ID"] = family.Patient.Key,
        ["Plan #"] = plan,
        ["DOS"] = Draw.Today.AddDays(-80),
        ["CDT Code"] = "D2391",
        ["Description"] = "White filling back tooth, 1 surf",
        ["Tooth #"] = "19",
        ["Surf"] = "O",
        ["Prov"] = "D1",
        ["Proc Status"] = "TP",
        ["Fee"] = 186m,
        ["Est Ins"] = 0m,
        ["Entered By"] = "JANE",
        ["Rx Antibiotic"] = "N",
    });

    /// <summary>Adds an appointment that has nothing wrong with it.</summary>
    public SheetRow Appointment(PatientFamily family) => family.Add(new SheetRow(DentalExecSheets.Appointments)
    {
        ["Appt ID"] = numbers.NextAppointment(),
        ["Patient ID"] = family.Patient.Key,
        ["Patient Name"] = FamilyFactory.ListName(family.Patient),
        ["Practice ID"] = family.Patient["Practice ID"],
        ["Dr"] = "D1",
        ["Op"] = "OP1",
        ["Appt Date"] = Draw.Today.AddDays(-30),
        ["Start Time"] = new TimeOnly(10, 0),
        ["Length"] = 30,
        ["Appt Type"] = "Recall",
        ["Appt Status"] = "Completed",
        ["Created"] = Draw.Today.AddDays(-60),
    });

    /// <summary>Adds a policy that has nothing wrong with it.</summary>
    public static SheetRow Policy(PatientFamily family, string carrier, string number) => family.Add(new SheetRow(DentalExecSheets.Policies)
    {
        ["Patient ID"] = family.Patient.Key,
        ["Insurance Company"] = carrier,
        ["Group Number"] = "77120",
        ["Policy #"] = number,
        ["Plan Name"] = "Amoskeag Tools PPO",
        ["Subscriber Name"] = FamilyFactory.ListName(family.Patient),
        ["Relationship"] = "Self",
        ["Effective Date"] = new DateOnly(2026, 1, 1),
        ["Coverage %"] = "80",
        ["Annual Max"] = 1500m,
        ["Deductible"] = 50m,
        ["Order"] = "Primary",
    });

    /// <summary>Adds a payment, and a charge that takes the balance back to where it was.</summary>
    public SheetRow Payment(PatientFamily family, decimal amount)
    {
        Billing(family, "Charge").With("Charges", amount);
        return Billing(family, "Payment").With("Patient Payment", amount).With("Method", "Cash");
    }

    /// <summary>Adds a billing row without amounts.</summary>
    public SheetRow Billing(PatientFamily family, string kind) => family.Add(new SheetRow(DentalExecSheets.Billing)
    {
        ["Ledger ID"] = numbers.NextBilling(),
        ["Patient ID"] = family.Patient.Key,
        ["Post Date"] = Draw.Today.AddDays(-5),
        ["Transaction Type"] = kind,
    });

    /// <summary>Adds a note that has nothing wrong with it.</summary>
    public SheetRow Note(PatientFamily family) => family.Add(new SheetRow(DentalExecSheets.Notes)
    {
        ["Note ID"] = numbers.NextNote(),
        ["Patient ID"] = family.Patient.Key,
        ["Date"] = Draw.Today.AddDays(-20).ToDateTime(new TimeOnly(11, 20)),
        ["Author"] = Provider.All[0].FullName,
        ["Note Type"] = "Clinical",
        ["Clinical Note"] = "Checked #19.",
        ["Deleted"] = "N",
    });

    /// <summary>Adds a document with its file.</summary>
    public SheetRow Document(PatientFamily family, DocumentKind kind, bool large = false) =>
        family.Add(DocumentFactory.Row(family.Patient, kind, numbers.NextDocument(), Draw.Today.AddDays(-10), large));

    /// <summary>Adds a task.</summary>
    public SheetRow Task(PatientFamily family, string subject) => family.Add(new SheetRow(DentalExecSheets.Tasks)
    {
        ["Task ID"] = numbers.NextTask(),
        ["Patient ID"] = family.Patient.Key,
        ["Patient Name"] = FamilyFactory.ListName(family.Patient),
        ["Task Type"] = "TODO",
        ["Subject"] = subject,
        ["Due"] = Draw.Today.AddDays(20),
        ["Status"] = "Open",
        ["Priority"] = "Normal",
        ["Assigned To"] = "Maya Wren",
        ["Drug Int Flag"] = "N",
        ["Created By"] = "JANE",
        ["Created"] = Draw.Today.AddDays(-40),
    });
}
