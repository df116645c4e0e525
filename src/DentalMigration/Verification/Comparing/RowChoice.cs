using DentalMigration.Ledger;
using DentalMigration.Loading;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Verification.Comparing;

/// <summary>Chosen rows of an object as source keys.</summary>
internal static class RowChoice
{
    /// <summary>The keys that are named, and those of the rows that are; null where neither was.</summary>
    public static IReadOnlySet<string>? Keys(Migration migration, RowMapper mapper, IReadOnlyCollection<string> keys, IReadOnlyCollection<Guid> ids)
    {
        if (keys.Count + ids.Count == 0)
        {
            return null;
        }

        int number = migration.Numbers[mapper.Map.Object];
        return new HashSet<string>(
            [.. keys, .. ids.Select(id => migration.Ledger.Records.FindById(number, id)).OfType<LedgerRecord>().Select(r => r.Key)], StringComparer.Ordinal);
    }
}
