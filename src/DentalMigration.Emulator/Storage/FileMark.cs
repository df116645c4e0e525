using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Emulator.Storage;

/// <summary>
/// Tells our files from others before SQLite touches them. The application id goes into the header at once, the format version
/// with the first rows, so a file whose making was cut short is known and made again.
/// </summary>
internal static class FileMark
{
    private const int FormatVersion = 3;

    /// <summary>SQLite's application_id of our files: "DMdv".</summary>
    private const int ApplicationId = 0x444D6476;
    private const int ApplicationIdOffset = 68;

    /// <summary>Whether the file is missing or empty, in which case it is marked as ours; throws when it is someone else's.</summary>
    public static bool IsNew(string path)
    {
        if (File.Exists(path) && new FileInfo(path).Length > 0)
        {
            Span<byte> header = stackalloc byte[ApplicationIdOffset + 4];
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
                || !header.StartsWith("SQLite format 3\0"u8)
                || BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]) != ApplicationId)
            {
                throw new EmbeddedDataverseException("NotAnEmbeddedFile", $"{path} is not an embedded Dataverse.");
            }
            return false;
        }
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            // Patients will be in it: its owner alone may read it. SQLite gives the files beside it the same mode.
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            new FileStream(path, options).Dispose();
        }
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand mark = connection.CreateCommand();
        mark.CommandText = FormattableString.Invariant($"PRAGMA application_id={ApplicationId}");
        mark.ExecuteNonQuery();
        return true;
    }

    /// <summary>Whether the file's making was cut short; it is then started afresh. Throws when a newer version wrote it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="writer">Its connection, exchanged when the file is started afresh.</param>
    /// <param name="isOld">Whether an older version wrote it, so that it has to be brought up to date.</param>
    public static bool IsUnfinished(string path, ref Connection writer, out bool isOld)
    {
        long version = writer.Scalar("PRAGMA user_version") ?? 0;
        isOld = version is > 0 and < FormatVersion;
        if (version > FormatVersion)
        {
            throw new EmbeddedDataverseException("NewerFile", $"{path} was written by a newer version of the embedded Dataverse.");
        }
        if (version > 0)
        {
            return false;
        }
        writer.Dispose();
        foreach (string suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(path + suffix);
        }
        IsNew(path);
        writer = new Connection(path, create: false);
        return true;
    }

    /// <summary>Marks the file as complete, within the transaction that fills it.</summary>
    public static void Finish(Connection connection) =>
        connection.Execute(FormattableString.Invariant($"PRAGMA user_version={FormatVersion}"));
}
