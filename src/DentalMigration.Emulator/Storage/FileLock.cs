namespace DentalMigration.Emulator.Storage;

/// <summary>Keeps a second process (or a second opening in this one) away from an embedded file, by a locked file beside it.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    public static FileLock Take(string path)
    {
        try
        {
            return new FileLock(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedDataverseException("CannotOpen", $"{path} cannot be opened: {error.Message}", error);
        }
        catch (DirectoryNotFoundException error)
        {
            throw new EmbeddedDataverseException("CannotOpen", $"The folder of {path} does not exist.", error);
        }
        catch (IOException error)
        {
            throw new EmbeddedDataverseException("FileInUse",
                $"{path} is open in another process. To share it, run `serve` on it and connect to its URL.", error);
        }
    }

    public void Dispose() => _stream.Dispose();
}
