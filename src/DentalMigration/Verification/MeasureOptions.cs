using DentalMigration.Verification.Vendor;

namespace DentalMigration.Verification;

/// <summary>How a migration is measured.</summary>
public sealed record MeasureOptions
{
    /// <summary>Rows and sums of whole objects only, the target's by aggregates; no column is looked at, and no file.</summary>
    public bool Quick { get; init; }

    /// <summary>The vendor's own totals, compared as well.</summary>
    public IReadOnlyList<VendorTotal> Vendor { get; init; } = [];
}
