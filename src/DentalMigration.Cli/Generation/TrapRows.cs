namespace DentalMigration.Cli.Generation;

/// <summary>Adds plain rows to a patient, for a trap to be planted in.</summary>
internal sealed class TrapRows(FamilyFactory factory)
{
    /// <summary>Adds a plan that has nothing wrong with it.</summary>
    public SheetRow Plan(PatientFamily family)
    {
        var plan = new SheetRow(SheetColumns.Plans)
        {
            ["Plan No"] = factory.NextPlan(),
            ["Hasta No"] = family.Patients[0].Key,
            ["Plan Tarihi"] = FamilyFactory.Today.AddDays(-90),
            ["Başlık"] = "Restorasyon planı",
            ["Aşama"] = "1. Faz",
            ["Hekim"] = Dentist.All[0].FullName,
            ["Durum"] = "Planlandı",
            ["Toplam Tutar"] = 1750m,
            ["Hasta Payı"] = 1750m,
            ["Kurum Payı"] = 0m,
        };
        family.Plans.Add(plan);
        return plan;
    }

    /// <summary>Adds a procedure line that has nothing wrong with it, to the plan of that number.</summary>
    public SheetRow Procedure(PatientFamily family, string plan)
    {
        var procedure = new SheetRow(SheetColumns.Procedures)
        {
            ["İşlem No"] = factory.NextProcedure(),
            ["Plan No"] = plan,
            ["Hasta No"] = family.Patients[0].Key,
            ["İşlem Tarihi"] = FamilyFactory.Today.AddDays(-80),
            ["İşlem Kodu"] = "402.010",
            ["İşlem Adı"] = "Amalgam dolgu (bir yüzlü)",
            ["Diş"] = "36",
            ["Yüzey"] = "O",
            ["Süt Dişi"] = "Hayır",
            ["Hekim Kodu"] = Dentist.All[0].Code,
            ["Adet"] = "1",
            ["Birim Fiyat"] = 1750m,
            ["Net Tutar"] = 1750m,
            ["Para Birimi"] = "TL",
            ["Durum"] = "Planlandı",
        };
        family.Procedures.Add(procedure);
        return procedure;
    }

    /// <summary>Adds an appointment that has nothing wrong with it.</summary>
    public SheetRow Appointment(PatientFamily family)
    {
        var start = new TimeOnly(10, 0);
        var appointment = new SheetRow(SheetColumns.Appointments)
        {
            ["Randevu No"] = factory.NextAppointment(),
            ["Hasta No"] = family.Patients[0].Key,
            ["Hasta Adı Soyadı"] = $"{family.Patients[0]["Adı"]} {family.Patients[0]["Soyadı"]}",
            ["Klinik Kodu"] = Clinics.Locations[0],
            ["Hekim"] = Dentist.All[0].FullName,
            ["Ünit"] = "Ünit 1",
            ["Randevu Tarihi"] = FamilyFactory.Today.AddDays(-30),
            ["Başlangıç Saati"] = start,
            ["Bitiş Saati"] = start.AddMinutes(30),
            ["Süre (dk)"] = 30,
            ["Randevu Türü"] = "Kontrol",
            ["Durum"] = "Tamamlandı",
            ["Oluşturan"] = "resepsiyon",
        };
        family.Appointments.Add(appointment);
        return appointment;
    }
}
