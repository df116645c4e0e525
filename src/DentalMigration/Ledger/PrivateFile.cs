namespace DentalMigration.Ledger;

/// <summary>Files only their owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>Creates an empty file with mode 0600; on Windows the folder's rights apply.</summary>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }
}
