namespace DentalMigration.Reports.Writing;

/// <summary>Writes a file whole or not at all: beside its place first, then over what was there.</summary>
internal static class ReportFile
{
    /// <summary>Writes the file, its folder too where it is missing.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="isPrivate">True where only its owner may read it; on Windows the folder's rights apply.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, bool isPrivate, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string beside = $"{full}.{Path.GetRandomFileName()}";
        FileStream stream = Try(path, () => Open(beside, isPrivate));
        try
        {
            using (stream)
            {
                write(stream);
            }

            Try(path, () => File.Move(beside, full, overwrite: true));
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static FileStream Open(string file, bool isPrivate)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    private static void Try(string path, Action act) => Try(path, () =>
    {
        act();
        return true;
    });

    private static T Try<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(
                "ReportNotWritable", $"The report cannot be written to '{path}': choose a place you may write to, and close the file elsewhere.", e);
        }
    }
}
