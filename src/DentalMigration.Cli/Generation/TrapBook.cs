using static DentalMigration.Cli.Generation.TrapOutcome;

namespace DentalMigration.Cli.Generation;

/// <summary>
/// The values planted to go wrong, each at a fixed patient, so that what a migration should make of them is known beforehand. Their number
/// does not grow with the practice.
/// </summary>
internal sealed class TrapBook(TrapRows rows)
{
    private const string UnknownPatient = "999999";
    private const int TooLong = 400;

    /// <summary>Plants what belongs at a patient.</summary>
    /// <param name="n">The patient's number, from 1.</param>
    /// <param name="family">The patient's rows; changed in place.</param>
    public void Plant(int n, PatientFamily family)
    {
        SheetRow patient = family.Patients[0];
        switch (n)
        {
            case 11:
                Name(patient, "İlker", "Işık").Plant("NameWithDottedCapital", Created);
                break;
            case 12:
                Name(patient, "ILKER", "IŞIK").Plant("NameWithoutDottedCapital", Created);
                break;
            case 13:
                Twin(patient, "Elif").Plant("Twin", Created);
                break;
            case 14:
                Twin(patient, "Defne").Plant("Twin", Created);
                break;
            case 15 or 16:
                Name(patient, "Mustafa", "Yılmaz").Plant("SameNameAndBirthDate", Created);
                patient["Doğum Tarihi"] = new DateOnly(1975, 5, 19);
                break;
            case 17:
                Set(patient, "Doğum Tarihi", null, "MissingEmailAndBirthDate", Created)["E-posta"] = null;
                break;
            case 18:
                Set(patient, "Doğum Tarihi", "31.06.1987", "MalformedBirthDate", Rejected);
                PlantRejectedFamily(family);
                break;
            case 19:
                Set(patient, "Doğum Tarihi", "00.00.0000", "ZeroBirthDate", Empty);
                break;
            case 20:
                Set(patient, "Doğum Tarihi", "01.01.1900", "PlaceholderBirthDate", Empty);
                break;
            case 21:
                Set(patient, "Doğum Tarihi", "14.03.2091", "FutureBirthDate", Rejected);
                break;
            case 22:
                Set(patient, "Doğum Tarihi", "05.03.87", "TwoDigitYear", Created);
                break;
            case 23:
                Set(patient, "Cep Telefonu", "532 555 01 23", "PhoneWithoutZero", Created);
                break;
            case 24:
                Set(patient, "Cep Telefonu", "+90(532)5550124", "PhoneWithCountryCode", Created);
                break;
            case 25:
                Set(patient, "Cep Telefonu", "00905325550125", "PhoneWithoutBlanks", Created);
                break;
            case 26:
                Set(patient, "Cep Telefonu", "0532 555 01 26 / 0533 555 01 27", "TwoPhonesInOneCell", Created);
                break;
            case 27:
                Set(patient, "E-posta", "ILKNUR.ISIK@EXAMPLE.COM", "UpperCaseEmail", Created);
                break;
            case 28:
                Set(patient, "E-posta", "ayse@@example", "MalformedEmail", Finding);
                break;
            case 29:
                Set(patient, "Ev Telefonu", "-", "EmptyWords", Empty);
                (patient["E-posta"], patient["Alerjileri"], patient["Poliçe No"]) = ("NULL", "yok", "N/A");
                break;
            case 30:
                Set(patient, "Notlar", "Telefonla görüşüldü;\r\nakşam aranacak; \"acil\" değil.", "LineBreakInQuotes", Created);
                break;
            case 31:
                Set(patient, "Adres", string.Join(' ', Enumerable.Repeat("Uzun Adres Sokağı", TooLong / 17 + 1)), "OverlongAddress", Held);
                Alone(family);
                break;
            case 32:
                patient.Plant("RaggedRow", Rejected).Ragged = 1;
                Alone(family);
                break;
            case 33:
                SheetRow second = patient.Copy().Plant("DuplicatePatient", Rejected);
                (second["Adı"], second["Soyadı"]) = ("Başka", "Kişi");
                family.Patients.Add(second);
                break;
            case 34:
                Set(patient, "Notlar", "Not\0 kesildi", "NulCharacter", Rejected);
                Alone(family);
                break;
            default:
                PlantAmounts(n, patient);
                PlantPlans(n, family);
                PlantProcedures(n, family);
                PlantAppointments(n, family);
                break;
        }
    }

    private static void PlantAmounts(int n, SheetRow patient)
    {
        (string Text, string Name)? amount = n switch
        {
            35 => ("1.250", "AmountWithoutFraction"),
            36 => ("1250", "AmountWithoutGroups"),
            37 => ("(125,50)", "AmountInBrackets"),
            38 => ("-0,01", "NegativeCent"),
            39 => ("1.750,00-", "AmountWithSignBehind"),
            40 => ("1.750,00 TL", "AmountWithCurrency"),
            _ => null,
        };
        if (amount is (string text, string name))
        {
            Set(patient, "Bakiye", text, name, Created);
        }
    }

    private void PlantRejectedFamily(PatientFamily family)
    {
        if (family.Appointments.Count > 1)
        {
            family.Appointments.RemoveRange(1, family.Appointments.Count - 1);
        }

        family.Plans.Clear();
        family.Procedures.Clear();
        rows.Plan(family);
        rows.Procedure(family, family.Plans[0].Key);
        if (family.Appointments.Count == 0)
        {
            rows.Appointment(family);
        }

        foreach (SheetRow dependent in family.Dependents)
        {
            dependent.Plant("PatientRejected", Held);
        }
    }

    private void PlantPlans(int n, PatientFamily family)
    {
        SheetRow patient = family.Patients[0];
        switch (n)
        {
            case 41:
                Set(rows.Plan(family), "Toplam Tutar", "24.500,00 ₺", "AmountWithCurrencySign", Created);
                break;
            case 42:
                Set(rows.Plan(family), "Hasta No", UnknownPatient, "OrphanPlan", Held);
                break;
            case 43:
                Set(rows.Plan(family), "Durum", "Askıda", "UnknownPlanStatus", Held);
                break;
        }
    }

    private void PlantProcedures(int n, PatientFamily family)
    {
        SheetRow patient = family.Patients[0];
        switch (n)
        {
            case 44:
                rows.Procedure(family, "TP-999999").Plant("OrphanProcedure", Held);
                break;
            case 45:
                Set(rows.Procedure(family, rows.Plan(family).Key), "İşlem Kodu", "07.Oca", "DamagedCode", Rejected);
                break;
            case 46:
                Set(rows.Procedure(family, rows.Plan(family).Key), "Birim Fiyat", "12.50.00", "MalformedAmount", Rejected);
                break;
        }
    }

    private void PlantAppointments(int n, PatientFamily family)
    {
        SheetRow patient = family.Patients[0];
        switch (n)
        {
            case 47:
                Set(rows.Appointment(family), "Hasta No", UnknownPatient, "OrphanAppointment", Held);
                break;
            case 48:
                SheetRow backwards = Set(rows.Appointment(family), "Başlangıç Saati", "14:30", "EndBeforeStart", Rejected);
                (backwards["Bitiş Saati"], backwards["Süre (dk)"]) = ("14:00", "30");
                break;
            case 49:
                SheetRow night = Set(rows.Appointment(family), "Başlangıç Saati", "23:30", "PastMidnight", Created);
                (night["Bitiş Saati"], night["Süre (dk)"]) = ("00:15", "45");
                break;
            case 50:
                Set(rows.Appointment(family), "Durum", "Belirsiz", "UnknownAppointmentStatus", Held);
                break;
            case 51:
                Set(rows.Appointment(family), "Hekim", "Dt. Bilinmeyen Hekim", "UnknownProvider", Finding);
                break;
            case 52:
                Set(rows.Appointment(family), "Not", "Kontrol\u0001 edilecek", "ControlCharacter", Rejected);
                break;
            case 53:
                Set(rows.Appointment(family), "Başlangıç Saati", "14.30", "TimeWithPoint", Created)["Bitiş Saati"] = "15.00";
                break;
        }
    }

    private static SheetRow Name(SheetRow patient, string first, string last)
    {
        (patient["Adı"], patient["Soyadı"]) = (first, last);
        return patient;
    }

    private static SheetRow Twin(SheetRow patient, string first)
    {
        patient["Doğum Tarihi"] = new DateOnly(2014, 8, 3);
        patient["Cep Telefonu"] = "0532 555 77 77";
        return Name(patient, first, "Korkmaz");
    }

    private static SheetRow Set(SheetRow row, string header, object? value, string name, TrapOutcome expected)
    {
        row[header] = value;
        return row.Plant(name, expected);
    }

    /// <summary>Leaves the patient without plans and appointments, so that the trap stays the only thing to look at.</summary>
    private static void Alone(PatientFamily family)
    {
        family.Plans.Clear();
        family.Procedures.Clear();
        family.Appointments.Clear();
    }
}
