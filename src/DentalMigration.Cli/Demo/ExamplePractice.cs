using DentalMigration.Cli.Generation;

namespace DentalMigration.Cli.Demo;

/// <summary>The example practice: the committed files where they are at hand, otherwise the same bytes generated anew.</summary>
internal sealed record ExamplePractice(string Folder, string Users)
{
    /// <summary>Finds or makes it.</summary>
    public static ExamplePractice Locate(string scratch)
    {
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string users = Path.Combine(folder.FullName, "examples", "contoso-users.csv");
                if (File.Exists(users) && File.Exists(Path.Combine(folder.FullName, "DentalMigration.sln")))
                {
                    return new ExamplePractice(Path.Combine(folder.FullName, "examples", "dentes"), users);
                }
            }
        }

        string made = Path.Combine(scratch, "dentes");
        string madeUsers = Path.Combine(scratch, "contoso-users.csv");
        new PracticeGenerator().Generate(new GenerationOptions { Patients = 250, Seed = 1, Out = made, Users = madeUsers }, null, CancellationToken.None);
        return new ExamplePractice(made, madeUsers);
    }
}
