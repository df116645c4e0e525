namespace DentalMigration.Sources.Files;

/// <summary>Opens files that an export's records name by a path. The path may be of the system that wrote it, but never leads out of the export.</summary>
internal static class AttachmentFolder
{
    /// <summary>Opens a file for streaming.</summary>
    /// <param name="folder">Full path of the export.</param>
    /// <param name="reference">The path as the record has it, with either slash.</param>
    public static SourceAttachment Open(string folder, string reference)
    {
        string path = Path.GetFullPath(Path.Combine(folder, reference.Trim().Replace('\\', '/').TrimStart('/')));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new MigrationException("AttachmentOutside", "The file's path leads out of the export's folder. Put the file into the folder and name it by a path within.");
        }

        if (!File.Exists(path))
        {
            throw new MigrationException("AttachmentMissing", "The file is not in the export. Put it there under the path the record names.");
        }

        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return new SourceAttachment(file, file.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException("AttachmentUnreadable", "The file cannot be opened. Close it in other programs, or check its permissions.", e);
        }
    }
}
