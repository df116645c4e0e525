using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DentalMigration.Emulator.Storage;

/// <summary>Makes server ids that ascend in storage order, like the service's sequential GUIDs. Thread-safe.</summary>
internal sealed class IdSource(TimeProvider clock)
{
    private long _last;

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[..10]);
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds() << 7;
        long next;
        long last;
        do
        {
            last = Volatile.Read(ref _last);
            next = Math.Max(last + 1, now);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(tail, next);
        tail[2..].CopyTo(bytes[10..]);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }
}
