using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;
using static DentalMigration.Cli.Generation.Traps.TrapOutcome;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Traps in the patients' file.</summary>
internal static class PersonTraps
{
    public static readonly IReadOnlyList<Trap<DentalExecRows>> All =
    [
        At(5, Mess.Doubtful, "SameNameAndBirthDate", Created, f => Name(f, "John", "Smith").With("DOB", new DateOnly(1975, 5, 19))),
        At(6, Mess.Doubtful, "SameNameAndBirthDate", Created, f => Name(f, "John", "Smith").With("DOB", new DateOnly(1975, 5, 19))),
        At(7, Mess.Doubtful, "Twin", Created, f => Twin(f, "Emma")),
        At(8, Mess.Doubtful, "Twin", Created, f => Twin(f, "Olivia")),
        At(9, Mess.Doubtful, "MissingEmailAndBirthDate", Created, f => f.Patient.With("DOB", null).With("Email Address", null)),
        new(10, Mess.Damaged, "MalformedBirthDate", Rejected, Rejection, "MalformedDate"),
        At(11, Mess.Doubtful, "ZeroBirthDate", Empty, f => f.Patient.With("DOB", "00/00/0000")),
        At(12, Mess.Damaged, "FutureBirthDate", Rejected, f => f.Alone().With("DOB", "03/14/2091"), "ImplausibleBirthDate"),
        At(13, Mess.Spelling, "TwoDigitYear", Created, f => f.Patient.With("DOB", "03/05/87")),
        At(14, Mess.Doubtful, "ZipWithoutItsZero", Finding, f => f.Patient.With("Zip Code", "3103"), "LostZeros"),
        At(15, Mess.Loose, "CircularGuarantor", Created, f => f.Patient.With("Guarantor ID", FamilyFactory.PatientKey(16))),
        At(16, Mess.Loose, "CircularGuarantor", Created, f => f.Patient.With("Guarantor ID", FamilyFactory.PatientKey(15))),
        At(17, Mess.Spelling, "GuarantorOfThemselves", Finding, f => f.Patient.With("Guarantor ID", f.Patient.Key), "SelfReference"),
        At(18, Mess.Loose, "OrphanGuarantor", Finding, f => f.Patient.With("Guarantor ID", "999999"), "OrphanReference"),
        At(19, Mess.Doubtful, "ReferringNamesake", Created, f => Referred(f, "Dr. Anna Reyes", "Lakeside Oral Surgery")),
        At(20, Mess.Doubtful, "ReferringNamesake", Created, f => Referred(f, "Dr. Anna Reyes", "Reyes Orthodontics")),
        At(21, Mess.Spelling, "ReferringDentistSpelling", Created, f => Referred(f, "DR. KENJI   MORI", "mori pediatric dentistry")),
        At(22, Mess.Doubtful, "ReferringDentistWithoutPractice", Created, f => Referred(f, "Dr. Ivy Castellan", null)),
        At(23, Mess.Spelling, "EmptyWords", Empty, f => f.Patient.With("Home Phone", "-").With("Email Address", "NULL").With("Allergies", "None").With("Middle", "N/A")),
        At(24, Mess.Damaged, "RaggedRow", Rejected, Ragged, "RaggedRow"),
        At(25, Mess.Damaged, "DuplicatePatient", Rejected, f => f.Add(f.Patient.Copy()).With("First Name", "Other").With("Last Name", "Person"), "DuplicateKey"),
        At(26, Mess.Spelling, "UpperCaseEmail", Created, f => f.Patient.With("Email Address", "IRIS.QUINN@EXAMPLE.COM")),
        At(27, Mess.Doubtful, "MalformedEmail", Finding, f => f.Patient.With("Email Address", "alice@@example"), "MalformedEmail"),
        At(28, Mess.Damaged, "DrugFlagThatIsNone", Finding, f => f.Patient.With("Drug Interaction", "?"), "MalformedFlag"),
        At(29, Mess.Spelling, "PhoneWithExtension", Created, f => f.Patient.With("Home Phone", "(603) 555-0177 x12")),
        At(30, Mess.Spelling, "TwoPhonesInOneCell", Created, f => f.Patient.With("Cell Phone", "603-555-0126 / 603-555-0127")),
    ];

    private static Trap<DentalExecRows> At(
        int patient, double mess, string name, TrapOutcome expected, Func<PatientFamily, SheetRow> change, string? code = null) =>
        new(patient, mess, name, expected, (family, _) => change(family), code);

    private static SheetRow Name(PatientFamily family, string first, string last) => family.Patient.With("First Name", first).With("Last Name", last);

    private static SheetRow Twin(PatientFamily family, string first) =>
        Name(family, first, "Kowalski").With("DOB", new DateOnly(2014, 8, 3)).With("Cell Phone", "603-555-7777");

    private static SheetRow Referred(PatientFamily family, string dentist, string? practice) =>
        family.Patient.With("Referring Dr", dentist).With("Referring Practice", practice).With("Referral Source", null);

    private static SheetRow Ragged(PatientFamily family)
    {
        family.Alone().Ragged = 1;
        return family.Patient;
    }

    /// <summary>The patient is rejected, and so one row of each kind that names it is held.</summary>
    private static SheetRow Rejection(PatientFamily family, DentalExecRows rows)
    {
        family.Alone();
        rows.Plan(family);
        rows.Procedure(family, family[DentalExecSheets.Plans][0].Key);
        rows.Appointment(family);
        rows.Note(family);
        foreach (SheetRow dependent in family.Dependents)
        {
            dependent.Plant("PatientRejected", Held, "ParentNotWritten");
        }

        return family.Patient.With("DOB", "02/30/1987");
    }
}
