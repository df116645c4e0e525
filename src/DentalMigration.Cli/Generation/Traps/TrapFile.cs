namespace DentalMigration.Cli.Generation.Traps;

/// <summary>Writes what was planted as CSV: <c>object,key,file,line,trap,expected,code</c>.</summary>
internal static class TrapFile
{
    /// <summary>Writes the file; its folder is made if it is not there.</summary>
    public static void Write(string path, IEnumerable<PlantedTrap> traps)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine("object,key,file,line,trap,expected,code");
        foreach (PlantedTrap trap in traps)
        {
            writer.WriteLine(FormattableString.Invariant(
                $"{trap.Object},{Quoted(trap.Key)},{Quoted(trap.File)},{trap.Line},{trap.Name},{trap.Expected.ToString().ToLowerInvariant()},{trap.Code}"));
        }
    }

    private static string Quoted(string text) => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
