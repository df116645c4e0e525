namespace DentalMigration.Tests.Support;

/// <summary>Paths of the repository the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string Example { get; } = System.IO.Path.Combine(Root, "examples", "dentes");

    public static string ExampleUsers { get; } = System.IO.Path.Combine(Root, "examples", "contoso-users.csv");

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "DentalMigration.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
