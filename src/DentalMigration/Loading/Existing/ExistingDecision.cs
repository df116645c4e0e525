using DentalMigration.Ledger;
using DentalMigration.Mapping;
using DentalMigration.Mapping.Rows;

namespace DentalMigration.Loading.Existing;

/// <summary>A person's decision about a record for which the organisation had a row before.</summary>
public static class ExistingDecision
{
    /// <summary>Keeps it; the next run does so.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="objectName">The object.</param>
    /// <param name="shownKey">The record's key as the lists of held rows show it.</param>
    /// <param name="action">What to do.</param>
    /// <exception cref="MigrationException"><c>ObjectWithoutMatch</c>, <c>HoldNotFound</c>.</exception>
    public static void Keep(Migration migration, string objectName, string shownKey, ExistingAction action) =>
        Keep(migration.Ledger, migration.Setup.Map, migration.Who, objectName, shownKey, action);

    /// <summary>The same, for a ledger without its organisation.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="map">Its map.</param>
    /// <param name="who">Who decides, for the audit log.</param>
    /// <param name="objectName">The object.</param>
    /// <param name="shownKey">The record's key as the lists of held rows show it.</param>
    /// <param name="action">What to do.</param>
    /// <exception cref="MigrationException"><c>ObjectWithoutMatch</c>, <c>HoldNotFound</c>.</exception>
    public static void Keep(MigrationLedger ledger, MigrationMap map, string who, string objectName, string shownKey, ExistingAction action)
    {
        if (map.Find(objectName) is not { Existing: not null } decided)
        {
            throw new MigrationException("ObjectWithoutMatch", $"The map has no rules by which records of '{objectName}' find rows that were there before, so there is nothing to decide.");
        }

        if (action == ExistingAction.Hold || !IsHeld(ledger, objectName, shownKey))
        {
            throw new MigrationException("HoldNotFound", "The last run held no such record for want of a decision. Give object and key as Get-MigrationHold lists them, and what to do.");
        }

        ledger.Matches.Decide(objectName, shownKey, action);
        ledger.Audit.Append(new AuditEntry(who, 0, "decide", decided.Table, action.ToString(), 1, Note: $"{objectName} {shownKey}"));
        ledger.Commit();
    }

    private static bool IsHeld(MigrationLedger ledger, string objectName, string shownKey)
    {
        long run = ledger.Runs.LastLoaded();
        return ledger.Problems.Of(run, ProblemKind.Held).Any(
            p => p.Object == objectName && p.Key == shownKey && p.Code is "MatchesExisting" or "MatchesSeveral" or "MatchTaken" or "CurrencyDiffers");
    }
}
