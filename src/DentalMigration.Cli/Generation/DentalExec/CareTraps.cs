using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;
using static DentalMigration.Cli.Generation.Traps.TrapOutcome;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Traps in treatment plans, procedures and appointments.</summary>
internal static class CareTraps
{
    /// <summary>A patient the export does not hold.</summary>
    public const string UnknownPatient = "999999";

    public static readonly IReadOnlyList<Trap<DentalExecRows>> All =
    [
        new(31, Mess.Loose, "OrphanPlan", Held, (f, rows) => rows.Plan(f).With("Patient ID", UnknownPatient), "OrphanReference"),
        new(32, Mess.Loose, "UnknownPlanStatus", Held, (f, rows) => rows.Plan(f).With("Plan Status", "On hold"), "ChoiceUnknown"),
        new(33, Mess.Loose, "OrphanProcedure", Held, (f, rows) => rows.Procedure(f).With("Patient ID", UnknownPatient), "OrphanReference"),
        new(34, Mess.Damaged, "DamagedCode", Rejected, (f, rows) => rows.Procedure(f).With("CDT Code", "2.39E+03"), "DamagedCode"),
        new(35, Mess.Spelling, "OldCodeOfFiveDigits", Created, (f, rows) => rows.Procedure(f).With("CDT Code", "02391")),
        new(36, Mess.Spelling, "PrimaryTooth", Created, (f, rows) => rows.Procedure(f).With("Tooth #", "T")),
        new(37, Mess.Heavy, "ToothThatIsNone", Finding, (f, rows) => rows.Procedure(f).With("Tooth #", "45"), "ToothUnknown"),
        new(38, Mess.Damaged, "MalformedAmount", Rejected, (f, rows) => rows.Procedure(f).With("Fee", "1.2.50"), "MalformedAmount"),
        new(39, Mess.Loose, "UnknownAppointmentStatus", Held, (f, rows) => rows.Appointment(f).With("Appt Status", "Maybe"), "ChoiceUnknown"),
        new(40, Mess.Spelling, "PastMidnight", Created, (f, rows) => rows.Appointment(f).With("Start Time", "11:45P").With("Length", 45)),
        new(41, Mess.Spelling, "TimeOf24Hours", Created, (f, rows) => rows.Appointment(f).With("Start Time", "14:30")),
        new(42, Mess.Damaged, "MalformedTime", Rejected, (f, rows) => rows.Appointment(f).With("Start Time", "13:30P"), "MalformedTime"),
        new(43, Mess.Loose, "OrphanAppointment", Held, (f, rows) => rows.Appointment(f).With("Patient ID", UnknownPatient), "OrphanReference"),
        new(44, Mess.Spelling, "SeenAtTheOtherLocation", Created, Elsewhere),
        new(45, Mess.Doubtful, "TimeThatTheClocksSkipped", Created, (f, rows) => rows.Appointment(f).With("Appt Date", new DateOnly(2026, 3, 8)).With("Start Time", "02:30A")),
        new(46, Mess.Loose, "UnknownProvider", Finding, (f, rows) => rows.Appointment(f).With("Dr", "D9")),
    ];

    private static SheetRow Elsewhere(PatientFamily family, DentalExecRows rows) =>
        rows.Appointment(family).With("Practice ID", Offices.Locations[family.Patient["Practice ID"] is "02" ? 1 : 0]);
}
