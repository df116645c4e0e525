namespace DentalMigration.Sources.Files;

/// <summary>Finds and opens files that an export's records name by a path. The path may be of the system that wrote it, but never leads out of the export.</summary>
internal static class AttachmentFolder
{
    /// <summary>Opens a file for streaming.</summary>
    /// <param name="folder">Full path of the export.</param>
    /// <param name="reference">The path as the record has it, with either slash.</param>
    public static SourceAttachment Open(string folder, string reference)
    {
        string path = Locate(folder, reference).FullName;
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return new SourceAttachment(file, file.Length) { Modified = File.GetLastWriteTimeUtc(path) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException("AttachmentUnreadable", "The file cannot be opened. Close it in other programs, or check its permissions.", e);
        }
    }

    /// <summary>Looks at a file without opening it.</summary>
    /// <param name="folder">Full path of the export.</param>
    /// <param name="reference">The path as the record has it, with either slash.</param>
    public static AttachmentInfo Find(string folder, string reference)
    {
        FileInfo file = Locate(folder, reference);
        return new AttachmentInfo(file.Length, file.LastWriteTimeUtc);
    }

    private static FileInfo Locate(string folder, string reference)
    {
        string relative = reference.Trim().Replace('\\', '/').TrimStart('/');
        if (relative.Contains('\0', StringComparison.Ordinal))
        {
            throw Missing();
        }

        string path = Path.GetFullPath(Path.Combine(folder, relative));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new MigrationException("AttachmentOutside", "The file's path leads out of the export's folder. Put the file into the folder and name it by a path within.");
        }

        var file = new FileInfo(path);
        return file.Exists ? file : throw Missing();
    }

    private static MigrationException Missing() =>
        new("AttachmentMissing", "The file is not in the export. Put it there under the path the record names.");
}
