using System.Globalization;
using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Insurance policies: the one on the patient's card, now and then a second. Whoever belongs to a household shares its number.</summary>
internal static class PolicyFactory
{
    /// <summary>Adds a patient's policies.</summary>
    public static void Add(PatientFamily family, Randomizer random)
    {
        SheetRow patient = family.Patient;
        if (patient["Primary Insurance"] is not string carrier)
        {
            return;
        }

        family.Add(Row(patient, carrier, (string)patient["Subscriber ID"]!, "Primary", random));
        if (random.Bool(0.15f))
        {
            string second = Words.Carriers[(Array.IndexOf(Words.Carriers, carrier) + 1) % Words.Carriers.Length];
            family.Add(Row(patient, second, random.Int(1_000_000, 9_999_999).Text(), "Secondary", random));
        }
    }

    private static SheetRow Row(SheetRow patient, string carrier, string number, string order, Randomizer random)
    {
        bool self = patient["Relationship to Subscriber"] is "Self";
        int year = random.Int(2023, 2026);
        return new SheetRow(DentalExecSheets.Policies)
        {
            ["Patient ID"] = patient.Key,
            ["Insurance Company"] = carrier,
            ["Group Number"] = order == "Primary" ? patient["Group #"] : null,
            ["Policy #"] = number,
            ["Payer ID"] = (Array.IndexOf(Words.Carriers, carrier) + 1).ToString("D5", CultureInfo.InvariantCulture),
            ["Plan Name"] = random.ArrayElement(Words.Employers) + " PPO",
            ["Subscriber Name"] = self ? FamilyFactory.ListName(patient) : $"{patient["Last Name"]}, {random.ArrayElement(["Tom", "Alice", "Maria"])}",
            ["Sub DOB"] = self ? patient["DOB"] : random.Day(new DateOnly(1945, 1, 1), new DateOnly(1995, 12, 31)),
            ["Relationship"] = patient["Relationship to Subscriber"],
            ["Effective Date"] = new DateOnly(year, 1, 1),
            ["Term Date"] = year < 2025 ? new DateOnly(year + 1, 12, 31) : null,
            ["Coverage %"] = random.ArrayElement(["50", "80", "100"]),
            ["Annual Max"] = random.ArrayElement([1_000m, 1_500m, 2_000m]),
            ["Deductible"] = 50m,
            ["Order"] = order,
            ["Employer"] = random.ArrayElement(Words.Employers),
        };
    }
}
