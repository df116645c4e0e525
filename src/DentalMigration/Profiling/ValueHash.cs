using System.Runtime.InteropServices;

namespace DentalMigration.Profiling;

/// <summary>A 64-bit hash that is the same in every process. For counting, not for hiding.</summary>
internal static class ValueHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash of a text.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = Offset;
        foreach (ushort c in MemoryMarshal.Cast<char, ushort>(text))
        {
            hash = (hash ^ c) * Prime;
        }

        // FNV leaves the upper bits weak for short texts; the finish of MurmurHash3 spreads them.
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
