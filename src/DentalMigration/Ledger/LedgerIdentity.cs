namespace DentalMigration.Ledger;

/// <summary>What a ledger is bound to. Another target, system, scope or map is refused.</summary>
/// <param name="System">Source system.</param>
/// <param name="Scope">Practice scope.</param>
/// <param name="OrganizationId">The organisation written to.</param>
/// <param name="MapHash">The approved map.</param>
/// <param name="Approver">Who approved it.</param>
public sealed record LedgerIdentity(string System, string Scope, Guid OrganizationId, string MapHash, string Approver);
