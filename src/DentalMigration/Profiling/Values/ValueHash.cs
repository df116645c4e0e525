using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DentalMigration.Profiling.Values;

/// <summary>A 64-bit hash of a text, eight bytes at a time. For counting within one process, not for hiding and not for keeping.</summary>
internal static class ValueHash
{
    private const ulong First = 0xa0761d6478bd642f;
    private const ulong Second = 0xe7037ed1a0b428db;

    /// <summary>The hash of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text);
        ulong hash = First ^ (ulong)bytes.Length;
        while (bytes.Length >= 16)
        {
            hash = Mix(MemoryMarshal.Read<ulong>(bytes) ^ Second, MemoryMarshal.Read<ulong>(bytes[8..]) ^ hash);
            bytes = bytes[16..];
        }

        ulong low = 0;
        ulong high = 0;
        if (bytes.Length >= 8)
        {
            low = MemoryMarshal.Read<ulong>(bytes);
            bytes = bytes[8..];
        }

        for (int i = 0; i < bytes.Length; i += 2)
        {
            high = (high << 16) | MemoryMarshal.Read<ushort>(bytes[i..]);
        }

        return Mix(Second ^ (ulong)text.Length, Mix(low ^ Second, high ^ hash));
    }

    /// <summary>The hash of a number or a moment.</summary>
    public static ulong Of(ulong number) => Mix(number ^ Second, First);

    /// <summary>The hash of several hashes, in their order.</summary>
    public static ulong Of(ulong one, ulong other) => Mix(one ^ First, other ^ Second);

    private static ulong Mix(ulong one, ulong other)
    {
        ulong high = Math.BigMul(one, other, out ulong low);
        return high ^ low;
    }
}
