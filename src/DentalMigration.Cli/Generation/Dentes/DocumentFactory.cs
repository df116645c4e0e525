using Bogus;
using DentalMigration.Cli.Generation.Documents;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.Dentes;

/// <summary>Documents with their files, in a folder per patient.</summary>
internal static class DocumentFactory
{
    /// <summary>A panoramic radiograph, named as a camera's software names it.</summary>
    public static readonly DocumentKind Panoramic = new("Panoramik", "X-ray (1).JPG", "image/jpeg");

    /// <summary>A radiograph of one tooth.</summary>
    public static readonly DocumentKind Periapical = new("Periapikal", "periapikal.dcm", "application/dicom");

    private const string Folder = "Belgeler";

    private static readonly DocumentKind[] Kinds =
    [
        Panoramic,
        Periapical,
        new("Onam Formu", "Onam formu.pdf", "application/pdf"),
        new("Fotoğraf", "Ağız içi görünüm.png", "image/png"),
        new("Sigorta Kartı", "sigorta_karti.png", "image/png"),
    ];

    /// <summary>Adds a patient's documents.</summary>
    public static void Add(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        int documents = random.WeightedRandom([0, 1, 2], [0.75f, 0.2f, 0.05f]);
        foreach (DocumentKind kind in random.ArrayElements(Kinds, documents))
        {
            DateOnly taken = random.Day((DateOnly)family.Patient["Kayıt Tarihi"]!, Draw.Today);
            family.Add(Row(family.Patient, kind, numbers.NextDocument(), taken, large: false));
        }
    }

    /// <summary>A document's row, with its file.</summary>
    public static SheetRow Row(SheetRow patient, DocumentKind kind, string number, DateOnly taken, bool large)
    {
        PracticeFile file = large ? kind.MakeLarge(Folder, patient.Key, number) : kind.Make(Folder, patient.Key, number);
        return new SheetRow(DentesSheets.Documents)
        {
            File = file,
            ["Belge No"] = number,
            ["Hasta No"] = patient.Key,
            ["Dosya Adı"] = file.Name,
            ["Dosya Yolu"] = file.Path,
            ["Belge Türü"] = kind.Category,
            ["MIME Türü"] = kind.Mime,
            ["Boyut"] = file.Content().Length,
            ["Çekim Tarihi"] = taken,
            ["Diş No"] = kind == Periapical ? "36" : null,
            ["Yükleyen"] = "jale",
            ["Yüklenme Tarihi"] = taken.ToDateTime(new TimeOnly(14, 45)),
        };
    }
}
