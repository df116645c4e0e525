namespace DentalMigration.Mapping;

/// <summary>Signs a map.</summary>
public static class MapApprover
{
    /// <summary>The map with an approval of exactly what it says now.</summary>
    /// <exception cref="MigrationException"><c>ApproverMissing</c>: an approval names a person.</exception>
    public static MigrationMap Approve(MigrationMap map, string approver, TimeProvider clock) => string.IsNullOrWhiteSpace(approver)
        ? throw new MigrationException("ApproverMissing", "An approval names a person: give a name or an e-mail address.")
        : map with { Approval = new MapApproval(approver.Trim(), clock.GetUtcNow(), MapHash.Of(map)) };
}
