using Bogus;
using DentalMigration.Cli.Generation.Documents;
using DentalMigration.Cli.Generation.Sheets;

namespace DentalMigration.Cli.Generation.DentalExec;

/// <summary>Documents with their files, in a folder per patient.</summary>
internal static class DocumentFactory
{
    /// <summary>A panoramic radiograph, named as a camera's software names it.</summary>
    public static readonly DocumentKind Panoramic = new("X-ray", "X-ray (1).JPG", "image/jpeg");

    private const string Folder = "Documents";

    private static readonly DocumentKind[] Kinds =
    [
        Panoramic,
        new("X-ray", "PA #19.dcm", "application/dicom"),
        new("Consent", "Consent form.pdf", "application/pdf"),
        new("Photo", "intraoral.png", "image/png"),
        new("Insurance card", "ins_card_front.png", "image/png"),
    ];

    /// <summary>Adds a patient's documents.</summary>
    public static void Add(PatientFamily family, RunningNumbers numbers, Randomizer random)
    {
        int documents = random.WeightedRandom([0, 1, 2], [0.6f, 0.3f, 0.1f]);
        foreach (DocumentKind kind in random.ArrayElements(Kinds, documents))
        {
            DateOnly taken = random.Day((DateOnly)family.Patient["Date Added"]!, Draw.Today);
            family.Add(Row(family.Patient, kind, numbers.NextDocument(), taken, large: false));
        }
    }

    /// <summary>A document's row, with its file.</summary>
    public static SheetRow Row(SheetRow patient, DocumentKind kind, string number, DateOnly taken, bool large)
    {
        PracticeFile file = large ? kind.MakeLarge(Folder, patient.Key, number) : kind.Make(Folder, patient.Key, number);
        return new SheetRow(DentalExecSheets.Documents)
        {
            File = file,
            ["Image ID"] = number,
            ["Patient ID"] = patient.Key,
            ["File Name"] = file.Name,
            ["Path"] = file.Path,
            ["Category"] = kind.Category,
            ["MIME"] = kind.Mime,
            ["Size"] = file.Content().Length,
            ["Date Taken"] = taken,
            ["Scanned By"] = "JANE",
            ["Created"] = taken.ToDateTime(new TimeOnly(14, 40)),
        };
    }
}
