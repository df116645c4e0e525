using DentalMigration.Mapping;

namespace DentalMigration.Ledger;

/// <summary>What a ledger is bound to. Another target, system, scope or map is refused.</summary>
/// <param name="System">Source system.</param>
/// <param name="Scope">Practice scope.</param>
/// <param name="OrganizationId">The organisation written to.</param>
/// <param name="MapHash">The approved map.</param>
/// <param name="Approver">Who approved it.</param>
public sealed record LedgerIdentity(string System, string Scope, Guid OrganizationId, string MapHash, string Approver)
{
    /// <summary>What a ledger of an approved map is bound to.</summary>
    public static LedgerIdentity Of(MigrationMap map, Guid organizationId) => new(map.System, map.Scope, organizationId, Mapping.MapHash.Of(map), map.Approval!.Approver);
}
