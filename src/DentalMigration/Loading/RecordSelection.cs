using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace DentalMigration.Loading;

/// <summary>Which records a load may touch; all others count as filtered. Keeps sixteen bytes of each, so that millions fit.</summary>
public sealed class RecordSelection
{
    /// <summary>What a ledger calls its note of whether everything was loaded, or what was chosen.</summary>
    public const string LedgerName = "selection";

    private readonly Dictionary<string, HashSet<UInt128>> _chosen = new(StringComparer.Ordinal);

    /// <summary>How many were chosen.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a record.</summary>
    public void Add(string objectName, string key)
    {
        if (!_chosen.TryGetValue(objectName, out HashSet<UInt128>? keys))
        {
            _chosen.Add(objectName, keys = []);
        }

        Count += keys.Add(Hash(key)) ? 1 : 0;
    }

    /// <summary>True where the record was chosen.</summary>
    public bool Contains(string objectName, string key) => _chosen.TryGetValue(objectName, out HashSet<UInt128>? keys) && keys.Contains(Hash(key));

    /// <summary>How many of an object were chosen.</summary>
    public int CountOf(string objectName) => _chosen.TryGetValue(objectName, out HashSet<UInt128>? keys) ? keys.Count : 0;

    /// <summary>A fingerprint of what was chosen, the same in whatever order.</summary>
    public string Fingerprint() => _chosen.Aggregate(
        UInt128.Zero,
        (sum, chosen) => chosen.Value.Aggregate(sum, (s, key) => s + Hash(string.Create(CultureInfo.InvariantCulture, $"{chosen.Key}\n{key}"))),
        sum => sum.ToString("x32", CultureInfo.InvariantCulture));

    private static UInt128 Hash(string key) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(key.AsSpan()));
}
