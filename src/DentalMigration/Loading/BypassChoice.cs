using DentalMigration.Dataverse;
using DentalMigration.Ledger;
using DentalMigration.Mapping;

namespace DentalMigration.Loading;

/// <summary>
/// Whether writes ask to bypass the organisation's own logic: as the map says, unless the user may not and somebody waived that, since every
/// write that asks would then be refused.
/// </summary>
public static class BypassChoice
{
    private const string Name = "withoutbypass";

    /// <summary>Notes whether the user lacks the privilege.</summary>
    public static void Set(MigrationLedger ledger, bool isMissing)
    {
        if (isMissing)
        {
            ledger.Set(Name, "1");
        }
        else
        {
            ledger.Remove(Name);
        }
    }

    internal static WriteOptions Options(MigrationMap map, MigrationLedger ledger)
    {
        bool bypass = map.BypassBusinessLogic && ledger.Get(Name) is null;
        return new WriteOptions { BypassBusinessLogic = bypass, SuppressCallbacks = bypass };
    }
}
