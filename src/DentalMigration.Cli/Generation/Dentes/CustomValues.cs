using System.Globalization;
using Bogus;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>The values of the practice's own fields, and what was added to the patient's card later. See <see cref="Definitions"/>.</summary>
internal sealed class CustomValues(int seed)
{
    private const int Stream = 6;

    /// <summary>Fills them in.</summary>
    public void Add(PatientFamily family, int n)
    {
        Randomizer random = Draw.Stream(seed, n, Stream);
        SheetRow patient = family.Patient;
        patient["Aile"] = n % 5 < 2 ? string.Create(CultureInfo.InvariantCulture, $"AL-{n / 5:D5}") : null;
        patient["Fotoğraf çerçeve rengi"] = random.Bool(0.3f) ? random.ArrayElement(["Beyaz", "Kırmızı", "Yeşil", "Mavi"]) : null;
        patient["Tedavi Fazı"] = random.Bool(0.5f) ? random.ArrayElement(Definitions.Phases) : null;
        patient["Kulüp Kart No"] = random.Bool(0.2f) ? random.Int(0, 9999).ToString("D6", CultureInfo.InvariantCulture) : null;
        patient["İmplant Garanti Bitişi"] = random.Bool(0.1f) ? Draw.Today.AddDays(random.Int(30, 2000)) : null;
        foreach (SheetRow procedure in family[DentesSheets.Procedures])
        {
            procedure["Antibiyotik Reçetesi"] = random.Bool(0.2f) ? "Evet" : "Hayır";
        }
    }
}
