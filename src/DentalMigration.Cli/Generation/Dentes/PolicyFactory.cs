using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Insurance policies: the one on the patient's card, and now and then a second.</summary>
internal static class PolicyFactory
{
    /// <summary>Adds a patient's policies.</summary>
    public static void Add(PatientFamily family, Randomizer random)
    {
        if (family.Patient["Anlaşmalı Kurum"] is not string carrier)
        {
            return;
        }

        Add(family, carrier, (string)family.Patient["Poliçe No"]!, "Birincil", random);
        if (random.Bool(0.2f))
        {
            string second = Phrases.Insurers[(Array.IndexOf(Phrases.Insurers, carrier) + 1) % Phrases.Insurers.Length];
            Add(family, second, random.Int(1_000_000, 9_999_999).Text(), "İkincil", random);
        }
    }

    private static void Add(PatientFamily family, string carrier, string number, string priority, Randomizer random)
    {
        SheetRow patient = family.Patient;
        bool child = ((DateOnly)patient["Doğum Tarihi"]!).Year > 2008;
        string relation = child ? "Çocuk" : random.WeightedRandom(["Kendisi", "Eş"], [0.75f, 0.25f]);
        int year = random.Int(2024, 2026);
        family.Add(new SheetRow(DentesSheets.Policies)
        {
            ["Hasta No"] = patient.Key,
            ["Sigorta Şirketi"] = carrier,
            ["Grup No"] = random.Bool(0.6f) ? random.Int(10_000, 99_999).Text() : null,
            ["Poliçe No"] = number,
            ["Sigortalı Adı"] = relation == "Kendisi" ? FamilyFactory.FullName(patient) : $"{random.ArrayElement(Phrases.Relatives)} {patient["Soyadı"]}",
            ["Sigortalı TC"] = relation == "Kendisi" ? patient["TC Kimlik No"] : null,
            ["Yakınlık"] = relation,
            ["Başlangıç Tarihi"] = new DateOnly(year, 1, 1),
            ["Bitiş Tarihi"] = new DateOnly(year, 12, 31),
            ["Teminat Oranı"] = "%" + random.ArrayElement([60, 80, 100]).Text(),
            ["Teminat Limiti"] = random.ArrayElement([10_000m, 20_000m, 35_000m]),
            ["Muafiyet"] = random.ArrayElement([0m, 500m, 1_000m]),
            ["Poliçe Türü"] = random.Bool() ? "Ayakta" : "Ayakta ve yatarak",
            ["Öncelik"] = priority,
            ["Durum"] = year == Draw.Today.Year ? "Aktif" : "Pasif",
        });
    }
}
