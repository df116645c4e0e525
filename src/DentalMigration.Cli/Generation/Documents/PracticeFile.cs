namespace DentalMigration.Cli.Generation.Documents;

/// <summary>A document that goes with an export.</summary>
/// <param name="Path">Where it is kept within the export's folder, with <c>\</c> as on the practice's Windows.</param>
/// <param name="Content">Its bytes; made when they are written.</param>
internal sealed record PracticeFile(string Path, Func<byte[]> Content)
{
    /// <summary>Name without folders.</summary>
    public string Name => Path[(Path.LastIndexOf('\\') + 1)..];

    /// <summary>Writes it into a folder.</summary>
    public void Write(string folder)
    {
        string path = System.IO.Path.Combine(folder, Path.Replace('\\', System.IO.Path.DirectorySeparatorChar));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Content());
    }
}
