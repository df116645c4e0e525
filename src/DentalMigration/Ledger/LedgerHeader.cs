using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace DentalMigration.Ledger;

/// <summary>What the first bytes of a ledger say, before SQLite is let near it (sqlite.org/fileformat.html, 1.3).</summary>
internal static class LedgerHeader
{
    private const int VersionAt = 60;
    private const int ApplicationAt = 68;

    /// <summary>True where a newer release says it wrote the file.</summary>
    public static bool IsNewer(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[ApplicationAt + 4];
        return RandomAccess.Read(file, header, 0) == header.Length
            && BinaryPrimitives.ReadInt32BigEndian(header[ApplicationAt..]) == LedgerSchema.ApplicationId
            && BinaryPrimitives.ReadInt32BigEndian(header[VersionAt..]) > LedgerSchema.Version;
    }
}
