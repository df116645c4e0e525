using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace DentalMigration.Verification;

/// <summary>Remembers which keys were seen, in eight bytes each, so that millions fit.</summary>
internal sealed class SeenKeys
{
    private readonly HashSet<long> _hashes = [];

    /// <summary>True the first time.</summary>
    public bool Add(string key) => _hashes.Add(Hash(key));

    /// <summary>True where it was seen.</summary>
    public bool Contains(string key) => _hashes.Contains(Hash(key));

    private static long Hash(string key) => (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()));
}
