using DentalMigration.Ledger;

namespace DentalMigration.Loading;

/// <summary>
/// Tells of most keys that none before was the same, without keeping any: exports come in the order of their numbers, and one greater than all before is
/// new. Of any other key it says nothing.
/// </summary>
internal sealed class AscendingKeys
{
    private long _greatest = -1;

    /// <summary>The number the key is, where it is greater than every one asked for before; else null.</summary>
    public long? Next(string key)
    {
        if (NumberRanges.NumberOf(key) is not { } number || number <= _greatest)
        {
            return null;
        }

        return _greatest = number;
    }
}
