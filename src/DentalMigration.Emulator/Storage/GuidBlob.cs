namespace DentalMigration.Emulator.Storage;

/// <summary>
/// A GUID as 16 bytes in the order in which SQL Server compares them (the last six bytes first), so that blobs sort
/// as the service sorts uniqueidentifiers, and ids made in order append to the index.
/// </summary>
internal static class GuidBlob
{
    private static ReadOnlySpan<byte> Order => [10, 11, 12, 13, 14, 15, 8, 9, 6, 7, 4, 5, 0, 1, 2, 3];

    public static void Write(Guid value, Span<byte> blob)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        for (int i = 0; i < 16; i++)
        {
            blob[i] = bytes[Order[i]];
        }
    }

    public static Guid Read(ReadOnlySpan<byte> blob)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (int i = 0; i < 16; i++)
        {
            bytes[Order[i]] = blob[i];
        }
        return new Guid(bytes);
    }
}
