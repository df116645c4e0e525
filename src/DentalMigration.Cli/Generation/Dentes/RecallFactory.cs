using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Recalls: the next check-up or cleaning of patients who still come.</summary>
internal static class RecallFactory
{
    private static readonly (string Kind, int Months)[] Kinds = [("6 Aylık Kontrol", 6), ("Diş Taşı Temizliği", 6), ("Yıllık Muayene", 12), ("Perio İdame", 3)];

    /// <summary>Adds a patient's recall, where there is one.</summary>
    public static void Add(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        SheetRow patient = family.Patient;
        if (!random.Bool(0.4f))
        {
            return;
        }

        (string kind, int months) = random.ArrayElement(Kinds);
        var last = (DateOnly)patient["Son Geliş Tarihi"]!;
        DateOnly due = last.AddMonths(months);
        bool over = due < Draw.Today;
        family.Add(new SheetRow(DentesSheets.Recalls)
        {
            ["Hatırlatma No"] = numbers.NextRecall(),
            ["Hasta No"] = patient.Key,
            ["Hasta"] = FamilyFactory.FullName(patient),
            ["Kontrol Türü"] = kind,
            ["Kontrol Tarihi"] = due,
            ["Periyot"] = months.Text() + " ay",
            ["Son Kontrol"] = last,
            ["Durum"] = over ? random.ArrayElement(["Gecikti", "Tamamlandı"]) : "Bekliyor",
            ["Arandı mı"] = over ? "Evet" : "Hayır",
            ["Not"] = random.Bool(0.2f) ? "mesaj atıldı" : null,
        });
    }
}
