using DentalMigration.Cli.Generation;

namespace DentalMigration.Cli.Demo;

/// <summary>The example practice of a system: the committed files where they are at hand, otherwise the same bytes generated anew.</summary>
/// <param name="System">Short name of its system.</param>
/// <param name="Folder">Folder of the export.</param>
/// <param name="Users">CSV file of the users of a target that fits.</param>
/// <param name="Currency">ISO code of the currency it keeps its books in.</param>
internal sealed record ExamplePractice(string System, string Folder, string Users, string Currency)
{
    /// <summary>Finds or makes it.</summary>
    /// <param name="system">Short name of the system.</param>
    /// <param name="scratch">Folder to make it in.</param>
    /// <exception cref="MigrationException"><c>UnknownSystem</c>.</exception>
    public static ExamplePractice Locate(string system, string scratch)
    {
        (int patients, string users, string currency) = system switch
        {
            "dentes" => (250, "contoso-users.csv", "TRY"),
            "dental-exec" => (60, "contoso-us-users.csv", "USD"),
            _ => throw new MigrationException("UnknownSystem", $"There is no example practice of '{system}'. Use dentes or dental-exec."),
        };
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string examples = Path.Combine(folder.FullName, "examples");
                if (File.Exists(Path.Combine(examples, users)) && File.Exists(Path.Combine(folder.FullName, "DentalMigration.sln")))
                {
                    return new ExamplePractice(system, Path.Combine(examples, system), Path.Combine(examples, users), currency);
                }
            }
        }

        var made = new ExamplePractice(system, Path.Combine(scratch, system), Path.Combine(scratch, users), currency);
        PracticeGenerator.Generate(
            new GenerationOptions { System = system, Patients = patients, Seed = 1, Out = made.Folder, Users = made.Users }, null, CancellationToken.None);
        return made;
    }
}
