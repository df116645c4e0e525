using DentalMigration.Ledger;

namespace DentalMigration.Verification.Repair;

/// <summary>What a repair did.</summary>
/// <param name="Run">Its number in the ledger; 0 for one that only says what it would do.</param>
/// <param name="Objects">
/// A line for each object: read are the rows that differ or were named, created those made again, updated those corrected, unchanged those
/// that are as mapped by now, filtered those left to whoever changed them, held those that could not be corrected.
/// </param>
/// <param name="Extra">Rows of our number that the ledger does not know; they are never deleted.</param>
public sealed record RepairResult(long Run, IReadOnlyList<ObjectCounts> Objects, long Extra)
{
    /// <summary>True where something that differs was left.</summary>
    public bool HasRest => Extra > 0 || Objects.Any(o => o.Held + o.Rejected + o.Filtered > 0);
}
