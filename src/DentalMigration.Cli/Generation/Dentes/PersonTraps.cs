using DentalMigration.Cli.Generation.Sheets;
using DentalMigration.Cli.Generation.Traps;
using static DentalMigration.Cli.Generation.Traps.TrapOutcome;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Traps in the patients' file.</summary>
internal static class PersonTraps
{
    private const int TooLong = 400;

    public static readonly IReadOnlyList<Trap<DentesRows>> All =
    [
        At(11, Mess.Spelling, "NameWithDottedCapital", Created, f => Name(f, "İlker", "Işık")),
        At(12, Mess.Spelling, "NameWithoutDottedCapital", Created, f => Name(f, "ILKER", "IŞIK")),
        At(13, Mess.Doubtful, "Twin", Created, f => Twin(f, "Elif")),
        At(14, Mess.Doubtful, "Twin", Created, f => Twin(f, "Defne")),
        At(15, Mess.Doubtful, "SameNameAndBirthDate", Created, f => Name(f, "Mustafa", "Yılmaz").With("Doğum Tarihi", new DateOnly(1975, 5, 19))),
        At(16, Mess.Doubtful, "SameNameAndBirthDate", Created, f => Name(f, "Mustafa", "Yılmaz").With("Doğum Tarihi", new DateOnly(1975, 5, 19))),
        At(17, Mess.Doubtful, "MissingEmailAndBirthDate", Created, f => f.Patient.With("Doğum Tarihi", null).With("E-posta", null)),
        new(18, Mess.Damaged, "MalformedBirthDate", Rejected, Rejection, "MalformedDate"),
        At(19, Mess.Doubtful, "ZeroBirthDate", Empty, f => f.Patient.With("Doğum Tarihi", "00.00.0000")),
        At(20, Mess.Doubtful, "PlaceholderBirthDate", Empty, f => f.Patient.With("Doğum Tarihi", "01.01.1900")),
        At(21, Mess.Damaged, "FutureBirthDate", Rejected, FutureBirth, "ImplausibleBirthDate"),
        At(22, Mess.Spelling, "TwoDigitYear", Created, f => f.Patient.With("Doğum Tarihi", "05.03.87")),
        At(23, Mess.Spelling, "PhoneWithoutZero", Created, f => f.Patient.With("Cep Telefonu", "532 555 01 23")),
        At(24, Mess.Spelling, "PhoneWithCountryCode", Created, f => f.Patient.With("Cep Telefonu", "+90(532)5550124")),
        At(25, Mess.Spelling, "PhoneWithoutBlanks", Created, f => f.Patient.With("Cep Telefonu", "00905325550125")),
        At(26, Mess.Spelling, "TwoPhonesInOneCell", Created, f => f.Patient.With("Cep Telefonu", "0532 555 01 26 / 0533 555 01 27")),
        At(27, Mess.Spelling, "UpperCaseEmail", Created, f => f.Patient.With("E-posta", "ILKNUR.ISIK@EXAMPLE.COM")),
        At(28, Mess.Doubtful, "MalformedEmail", Finding, f => f.Patient.With("E-posta", "ayse@@example"), "MalformedEmail"),
        At(29, Mess.Spelling, "EmptyWords", Empty, f => f.Patient
            .With("Ev Telefonu", "-").With("E-posta", "NULL").With("Alerjileri", "yok").With("Poliçe No", "N/A")),
        At(30, Mess.Spelling, "LineBreakInQuotes", Created, f => f.Patient
            .With("Notlar", "Telefonla görüşüldü;\r\nakşam aranacak; \"acil\" değil.")),
        At(31, Mess.Damaged, "OverlongAddress", Held, f => f.Alone()
            .With("Adres", string.Join(' ', Enumerable.Repeat("Uzun Adres Sokağı", (TooLong / 17) + 1))), "TextTooLong"),
        At(32, Mess.Damaged, "RaggedRow", Rejected, Ragged, "RaggedRow"),
        At(33, Mess.Damaged, "DuplicatePatient", Rejected, f => f.Add(f.Patient.Copy()).With("Adı", "Başka").With("Soyadı", "Kişi"), "DuplicateKey"),
        At(34, Mess.Damaged, "NulCharacter", Rejected, f => f.Alone().With("Notlar", "Not\0 kesildi"), "InvalidCharacters"),
        At(81, Mess.Heavy, "ScientificNationalId", Finding, f => f.Patient.With("TC Kimlik No", "1,23E+10"), "DamagedCode"),
        At(82, Mess.Heavy, "PlaceholderNationalId", Finding, f => f.Patient.With("TC Kimlik No", "11111111110"), "NationalIdPlaceholder"),
        At(83, Mess.Heavy, "NationalIdOfForeigner", Created, f => f.Patient.With("TC Kimlik No", "99000100032")),
        At(84, Mess.Heavy, "WrongNationalId", Finding, f => f.Patient.With("TC Kimlik No", "10000000147"), "NationalIdInvalid"),
        At(85, Mess.Heavy, "LeapDayThatNeverWas", Rejected, f => f.Alone().With("Doğum Tarihi", "29.02.1900"), "MalformedDate"),
        At(86, Mess.Heavy, "BirthInYearOne", Empty, f => f.Patient.With("Doğum Tarihi", "0001-01-01")),
        At(87, Mess.Heavy, "BirthDateInIsoOrder", Created, f => f.Patient.With("Doğum Tarihi", "1987-03-05")),
    ];

    private static Trap<DentesRows> At(
        int patient, double mess, string name, TrapOutcome expected, Func<PatientFamily, SheetRow> change, string? code = null) =>
        new(patient, mess, name, expected, (family, _) => change(family), code);

    private static SheetRow Name(PatientFamily family, string first, string last) => family.Patient.With("Adı", first).With("Soyadı", last);

    private static SheetRow Twin(PatientFamily family, string first) =>
        Name(family, first, "Korkmaz").With("Doğum Tarihi", new DateOnly(2014, 8, 3)).With("Cep Telefonu", "0532 555 77 77");

    private static SheetRow Ragged(PatientFamily family)
    {
        family.Alone().Ragged = 1;
        return family.Patient;
    }

    private static SheetRow FutureBirth(PatientFamily family) =>
        family.Alone(DentesSheets.Plans, DentesSheets.Procedures, DentesSheets.Appointments).With("Doğum Tarihi", "14.03.2091");

    /// <summary>The patient is rejected, and so one row of each kind that names it is held.</summary>
    private static SheetRow Rejection(PatientFamily family, DentesRows rows)
    {
        List<SheetRow> kept = [.. family[DentesSheets.Appointments].Take(1)];
        family.Alone();
        rows.Plan(family);
        rows.Procedure(family, family[DentesSheets.Plans][0].Key);
        if (kept.Count > 0)
        {
            family.Add(kept[0]);
        }
        else
        {
            rows.Appointment(family);
        }

        rows.Note(family);
        rows.Payment(family, 500m);
        rows.Recall(family);
        foreach (SheetRow dependent in family.Dependents)
        {
            dependent.Plant("PatientRejected", Held, "ParentNotWritten");
        }

        return family.Patient.With("Doğum Tarihi", "31.06.1987");
    }
}
