using DentalMigration.Ledger;

namespace DentalMigration.Mapping;

/// <summary>The approved map a migration was begun with: to go on with exactly that one.</summary>
public static class LedgerMap
{
    /// <summary>The map in a ledger; null where there is no such ledger or nothing was begun with it.</summary>
    /// <exception cref="MigrationException"><c>LedgerInUse</c>, <c>LedgerForeign</c>, <c>LedgerDamaged</c>…</exception>
    public static MigrationMap? Find(LedgerPlace place, TimeProvider clock)
    {
        using MigrationLedger? ledger = MigrationLedger.Find(place, clock);
        return ledger?.Get("mapfile") is { } json ? MapFile.Parse(json, "the ledger's map") : null;
    }
}
