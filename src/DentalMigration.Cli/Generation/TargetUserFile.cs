namespace DentalMigration.Cli.Generation;

/// <summary>Writes the users of a target organisation as CSV: <c>fullname,email,isdisabled</c>.</summary>
internal static class TargetUserFile
{
    /// <summary>Writes the file; its folder is made if it is not there.</summary>
    public static GeneratedFile Write(string path, IEnumerable<(string Name, string Email, bool Disabled)> users)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine("fullname,email,isdisabled");
        long count = 0;
        foreach ((string name, string email, bool disabled) in users)
        {
            writer.WriteLine($"{name},{email},{(disabled ? "true" : "false")}");
            count++;
        }

        return new GeneratedFile(string.Empty, path, count);
    }
}
