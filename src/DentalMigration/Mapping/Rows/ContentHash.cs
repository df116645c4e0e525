using System.Security.Cryptography;

namespace DentalMigration.Mapping.Rows;

/// <summary>Fingerprint of a row's content: the first 16 bytes of SHA-256 over what is written.</summary>
public static class ContentHash
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 16;

    /// <summary>The fingerprint of a row as it goes to Dataverse.</summary>
    public static byte[] Of(ReadOnlySpan<byte> row) => SHA256.HashData(row)[..Size];
}
