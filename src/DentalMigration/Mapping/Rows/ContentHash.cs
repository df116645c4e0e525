using System.IO.Hashing;

namespace DentalMigration.Mapping.Rows;

/// <summary>Fingerprint of a row's content: XXH128 over what is written. It tells change from none; it proves nothing.</summary>
public static class ContentHash
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 16;

    /// <summary>The fingerprint of a row as it goes to Dataverse.</summary>
    public static byte[] Of(ReadOnlySpan<byte> row) => XxHash128.Hash(row);
}
