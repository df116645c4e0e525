using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;
using static DentalMigration.Cli.Generation.Traps.TrapOutcome;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Traps in treatment plans, procedure lines and appointments.</summary>
internal static class CareTraps
{
    /// <summary>A patient the export does not hold.</summary>
    public const string UnknownPatient = "999999";

    public static readonly IReadOnlyList<Trap<DentesRows>> All =
    [
        new(41, Mess.Spelling, "AmountWithCurrencySign", Created, (f, rows) => rows.Plan(f).With("Toplam Tutar", "24.500,00 ₺")),
        new(42, Mess.Loose, "OrphanPlan", Held, (f, rows) => rows.Plan(f).With("Hasta No", UnknownPatient), "OrphanReference"),
        new(43, Mess.Loose, "UnknownPlanStatus", Held, (f, rows) => rows.Plan(f).With("Durum", "Askıda"), "ChoiceUnknown"),
        new(44, Mess.Loose, "OrphanProcedure", Held, (f, rows) => rows.Procedure(f, "TP-999999"), "OrphanReference"),
        new(45, Mess.Damaged, "DamagedCode", Rejected, (f, rows) => Procedure(f, rows).With("İşlem Kodu", "07.Oca"), "DamagedCode"),
        new(46, Mess.Damaged, "MalformedAmount", Rejected, (f, rows) => Procedure(f, rows).With("Birim Fiyat", "12.50.00"), "MalformedAmount"),
        new(47, Mess.Loose, "OrphanAppointment", Held, (f, rows) => rows.Appointment(f).With("Hasta No", UnknownPatient), "OrphanReference"),
        new(48, Mess.Damaged, "EndBeforeStart", Rejected, (f, rows) => Times(rows.Appointment(f), "14:30", "14:00", "30"), "AppointmentEndsBeforeStart"),
        new(49, Mess.Spelling, "PastMidnight", Created, (f, rows) => Times(rows.Appointment(f), "23:30", "00:15", "45")),
        new(50, Mess.Loose, "UnknownAppointmentStatus", Held, (f, rows) => rows.Appointment(f).With("Durum", "Belirsiz"), "ChoiceUnknown"),
        new(51, Mess.Loose, "UnknownProvider", Finding, (f, rows) => rows.Appointment(f).With("Hekim", "Dt. Bilinmeyen Hekim")),
        new(52, Mess.Damaged, "ControlCharacter", Rejected, (f, rows) => rows.Appointment(f).With("Not", "Kontrol\u0001 edilecek"), "InvalidCharacters"),
        new(53, Mess.Spelling, "TimeWithPoint", Created, (f, rows) => rows.Appointment(f).With("Başlangıç Saati", "14.30").With("Bitiş Saati", "15.00")),
        new(88, Mess.Heavy, "RegionInsteadOfTooth", Finding, (f, rows) => Procedure(f, rows).With("Diş", "1234"), "ToothIsRegion"),
        new(89, Mess.Heavy, "ToothThatIsNone", Finding, (f, rows) => Procedure(f, rows).With("Diş", "99"), "ToothUnknown"),
        new(90, Mess.Heavy, "SurfacesInAnotherOrder", Created, (f, rows) => Procedure(f, rows).With("Yüzey", "D-O-M")),
        new(91, Mess.Heavy, "CodeWithoutItsZero", Created, (f, rows) => Procedure(f, rows).With("İşlem Kodu", "402,01")),
    ];

    private static SheetRow Procedure(PatientFamily family, DentesRows rows) => rows.Procedure(family, rows.Plan(family).Key);

    private static SheetRow Times(SheetRow appointment, string start, string end, string minutes) =>
        appointment.With("Başlangıç Saati", start).With("Bitiş Saati", end).With("Süre (dk)", minutes);
}
