using DentalMigration.Hosting;
using DentalMigration.Sources;

namespace DentalMigration.Benchmarks;

/// <summary>Folders with a part of an export.</summary>
internal static class PatientFiles
{
    private static readonly string[] Objects = ["patient", "provider", "practice", "referring_provider", "custom_field"];

    /// <summary>With what the migration adds (ids, owner, stamps) these make about twenty columns of a contact.</summary>
    private static readonly string[] Fields =
    [
        "patient_id", "national_id", "first_name", "last_name", "birth_date", "gender", "mobile_phone", "email", "address_line1", "district", "city",
        "state", "postal_code", "practice_id", "primary_provider_id", "status", "created_on",
    ];

    /// <summary>Only the files of patients and of what they hang on.</summary>
    public static string Choose(Stand stand, string export, string name)
    {
        string folder = stand.NewFolder(name);
        using ISource source = SourceOpener.OpenFolder(stand.System, export);
        foreach (string file in source.Files.Where(f => Objects.Contains(f.Object)).Select(f => f.Name.Split('#')[0]).Distinct())
        {
            File.CreateSymbolicLink(Path.Combine(folder, file), Path.Combine(export, file));
        }

        foreach (string below in Directory.EnumerateDirectories(export))
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(below)), below);
        }

        return folder;
    }

    /// <summary>The same patients with fewer columns.</summary>
    public static string Shorten(Stand stand, string patients, string name)
    {
        string folder = Choose(stand, patients, name);
        using ISource source = SourceOpener.OpenFolder(stand.System, patients);
        SourceFile file = source.Files.Single(f => f.Object == "patient");
        string path = Path.Combine(folder, file.Name);
        File.Delete(path); // the link
        int[] kept = [.. file.Columns.Select((c, i) => (c, i)).Where(p => Fields.Contains(p.c.Field)).Select(p => p.i)];
        CsvCopy.Write(file, Path.Combine(patients, file.Name), path, kept, static (_, _, value) => value);
        return folder;
    }
}
