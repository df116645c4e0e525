using DentalMigration.Cli.Generation.Documents;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Adds plain rows to a patient, for a trap to be planted in.</summary>
internal sealed class DentesRows(RunningNumbers numbers)
{
    /// <summary>Adds a plan that has nothing wrong with it.</summary>
    public SheetRow Plan(PatientFamily family)
    {
        return family.Add(new SheetRow(DentesSheets.Plans)
        {
            ["Plan No"] = numbers.NextPlan(),
            ["Hasta No"] = family.Patient.Key,
            ["Plan Tarihi"] = Draw.Today.AddDays(-90),
            ["Başlık"] = "Restorasyon planı",
            ["Aşama"] = "1. Faz",
            ["Hekim"] = Dentist.All[0].FullName,
            ["Durum"] = "Planlandı",
            ["Toplam Tutar"] = 1750m,
            ["Hasta Payı"] = 1750m,
            ["Kurum Payı"] = 0m,
        });
    }

    /// <summary>Adds a procedure line that has nothing wrong with it, to the plan of that number.</summary>
    public SheetRow Procedure(PatientFamily family, string plan)
    {
        return family.Add(new SheetRow(DentesSheets.Procedures)
        {
            ["İşlem No"] = numbers.NextProcedure(),
            ["Plan No"] = plan,
            ["Hasta No"] = family.Patient.Key,
            ["İşlem Tarihi"] = Draw.Today.AddDays(-80),
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
        });
    }

    /// <summary>Adds an appointment that has nothing wrong with it.</summary>
    public SheetRow Appointment(PatientFamily family)
    {
        var start = new TimeOnly(10, 0);
        return family.Add(new SheetRow(DentesSheets.Appointments)
        {
            ["Randevu No"] = numbers.NextAppointment(),
            ["Hasta No"] = family.Patient.Key,
            ["Hasta Adı Soyadı"] = $"{family.Patient["Adı"]} {family.Patient["Soyadı"]}",
            ["Klinik Kodu"] = Clinics.Locations[0],
            ["Hekim"] = Dentist.All[0].FullName,
            ["Ünit"] = "Ünit 1",
            ["Randevu Tarihi"] = Draw.Today.AddDays(-30),
            ["Başlangıç Saati"] = start,
            ["Bitiş Saati"] = start.AddMinutes(30),
            ["Süre (dk)"] = 30,
            ["Randevu Türü"] = "Kontrol",
            ["Durum"] = "Tamamlandı",
            ["Oluşturan"] = "resepsiyon",
        });
    }

    /// <summary>Adds a note that has nothing wrong with it.</summary>
    public SheetRow Note(PatientFamily family) => family.Add(new SheetRow(DentesSheets.Notes)
    {
        ["Not No"] = numbers.NextNote(),
        ["Hasta No"] = family.Patient.Key,
        ["Tarih"] = Draw.Today.AddDays(-20),
        ["Saat"] = new TimeOnly(11, 20),
        ["Yazan"] = Dentist.All[0].FullName,
        ["Not Tipi"] = "Klinik",
        ["Not"] = "36 kontrol edildi.",
        ["Önemli"] = "0",
    });

    /// <summary>Adds a payment that has nothing wrong with it but that the patient's balance knows nothing of it.</summary>
    public SheetRow Payment(PatientFamily family, decimal amount) => Movement(family, "Tahsilat").With("Tahsilat", amount).With("Ödeme Şekli", "Nakit");

    /// <summary>Adds what the patient owes from before the first movement.</summary>
    public SheetRow Carried(PatientFamily family, decimal amount) => Movement(family, "Devir").With("Borç", amount);

    /// <summary>Adds a document with its file.</summary>
    public SheetRow Document(PatientFamily family, DocumentKind kind, bool large = false) =>
        family.Add(DocumentFactory.Row(family.Patient, kind, numbers.NextDocument(), Draw.Today.AddDays(-10), large));

    /// <summary>Adds a recall that has nothing wrong with it.</summary>
    public SheetRow Recall(PatientFamily family) => family.Add(new SheetRow(DentesSheets.Recalls)
    {
        ["Hatırlatma No"] = numbers.NextRecall(),
        ["Hasta No"] = family.Patient.Key,
        ["Hasta"] = FamilyFactory.FullName(family.Patient),
        ["Kontrol Türü"] = "6 Aylık Kontrol",
        ["Kontrol Tarihi"] = Draw.Today.AddDays(60),
        ["Periyot"] = "6 ay",
        ["Durum"] = "Bekliyor",
        ["Arandı mı"] = "Hayır",
    });

    /// <summary>Adds a policy that has nothing wrong with it.</summary>
    public static SheetRow Policy(PatientFamily family, string carrier, string number) => family.Add(new SheetRow(DentesSheets.Policies)
    {
        ["Hasta No"] = family.Patient.Key,
        ["Sigorta Şirketi"] = carrier,
        ["Grup No"] = "77120",
        ["Poliçe No"] = number,
        ["Sigortalı Adı"] = FamilyFactory.FullName(family.Patient),
        ["Yakınlık"] = "Kendisi",
        ["Başlangıç Tarihi"] = new DateOnly(2026, 1, 1),
        ["Bitiş Tarihi"] = new DateOnly(2026, 12, 31),
        ["Teminat Oranı"] = "%80",
        ["Teminat Limiti"] = 20000m,
        ["Öncelik"] = "Birincil",
        ["Durum"] = "Aktif",
    });

    private SheetRow Movement(PatientFamily family, string kind) => family.Add(new SheetRow(DentesSheets.Ledger)
    {
        ["Hareket No"] = numbers.NextMovement(),
        ["Hasta No"] = family.Patient.Key,
        ["Hasta"] = FamilyFactory.FullName(family.Patient),
        ["Tarih"] = Draw.Today.AddDays(-5),
        ["Hareket Türü"] = kind,
        ["Para Birimi"] = "TL",
        ["Kasiyer"] = "jale",
    });
}
