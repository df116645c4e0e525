using System.Globalization;

namespace DentalMigration.Loading;

/// <summary>
/// Tells of most keys that none before was the same, without keeping any: exports come in the order of their numbers, and one greater than all before is
/// new. Of any other key it says nothing.
/// </summary>
internal sealed class AscendingKeys
{
    private long _greatest = -1;

    /// <summary>True where the key is a number greater than every one asked for before.</summary>
    public bool IsNew(string key)
    {
        if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number <= _greatest)
        {
            return false;
        }

        _greatest = number;
        return true;
    }
}
