using DentalMigration.Ledger;
using DentalMigration.Mapping;

namespace DentalMigration.Loading.Existing;

/// <summary>A person's decision about a record for which the organisation had a row before.</summary>
public static class ExistingDecision
{
    /// <summary>Keeps it; the next run does so.</summary>
    /// <param name="migration">The migration, open.</param>
    /// <param name="objectName">The object.</param>
    /// <param name="shownKey">The record's key as the lists of held rows show it.</param>
    /// <param name="action">What to do.</param>
    /// <exception cref="MigrationException"><c>ObjectWithoutMatch</c>.</exception>
    public static void Keep(Migration migration, string objectName, string shownKey, ExistingAction action)
    {
        if (migration.Setup.Map.Find(objectName)?.Existing is null)
        {
            throw new MigrationException("ObjectWithoutMatch", $"The map has no rules by which records of '{objectName}' find rows that were there before, so there is nothing to decide.");
        }

        migration.Ledger.Matches.Decide(objectName, shownKey, action);
        migration.Ledger.Audit.Append(new AuditEntry(migration.Who, 0, "decide", migration.Setup.Map.Find(objectName)!.Table, action.ToString(), 1, Note: $"{objectName} {shownKey}"));
        migration.Ledger.Commit();
    }
}
