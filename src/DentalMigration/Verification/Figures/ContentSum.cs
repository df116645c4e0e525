using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DentalMigration.Verification.Figures;

/// <summary>
/// A checksum over many cells that does not depend on their order: the sum of a 128-bit hash of each row's id with its value. Two values
/// swapped between rows, or one moved by an hour, give another sum though counts and totals agree. Sums can be added and taken away.
/// </summary>
internal static class ContentSum
{
    private const ulong First = 0x87C37B91114253D5;
    private const ulong Second = 0x4CF5AD432745937F;

    /// <summary>The hash of one cell (MurmurHash3, 128 bits).</summary>
    public static UInt128 Of(Guid id, ReadOnlySpan<char> value) => Of(id, MemoryMarshal.AsBytes(value));

    /// <summary>The hash of a row's bytes.</summary>
    public static UInt128 Of(Guid id, ReadOnlySpan<byte> value)
    {
        Span<byte> head = stackalloc byte[16];
        id.TryWriteBytes(head);
        ulong a = 0;
        ulong b = 0;
        Mix(head, ref a, ref b);
        ReadOnlySpan<byte> rest = value;
        while (rest.Length >= 16)
        {
            Mix(rest, ref a, ref b);
            rest = rest[16..];
        }

        Span<byte> tail = stackalloc byte[16];
        tail.Clear();
        rest.CopyTo(tail);
        Mix(tail, ref a, ref b);
        a ^= (ulong)value.Length;
        b ^= (ulong)value.Length;
        a += b;
        b += a;
        a = Finish(a);
        b = Finish(b);
        a += b;
        return new UInt128(a, b + a);
    }

    private static void Mix(ReadOnlySpan<byte> block, ref ulong a, ref ulong b)
    {
        a ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(block) * First, 31) * Second;
        a = ((BitOperations.RotateLeft(a, 27) + b) * 5) + 0x52DCE729;
        b ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(block[8..]) * Second, 33) * First;
        b = ((BitOperations.RotateLeft(b, 31) + a) * 5) + 0x38495AB5;
    }

    private static ulong Finish(ulong x)
    {
        x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCD;
        x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53;
        return x ^ (x >> 33);
    }
}
