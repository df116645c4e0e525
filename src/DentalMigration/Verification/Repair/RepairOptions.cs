namespace DentalMigration.Verification.Repair;

/// <summary>How far a repair goes.</summary>
public sealed record RepairOptions
{
    /// <summary>
    /// Also what somebody else changed or deleted after our last write. Rows that are named one by one are corrected in any case; without
    /// this a repair of whole objects reports theirs and leaves it.
    /// </summary>
    public bool IncludeChangedSince { get; init; }

    /// <summary>Only says what would be done: nothing is written, and there is no run.</summary>
    public bool DryRun { get; init; }
}
