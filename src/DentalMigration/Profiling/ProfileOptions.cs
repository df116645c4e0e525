using DentalMigration.Profiling.Keys;
using DentalMigration.Profiling.Totals;

namespace DentalMigration.Profiling;

/// <summary>How a source is measured.</summary>
public sealed record ProfileOptions
{
    /// <summary>Figures of the vendor's own reports to hold what is measured against.</summary>
    public IReadOnlyList<VendorTotal> Totals { get; init; } = [];

    /// <summary>How many keys are kept in memory, at up to about 24 bytes each, before they move to a temporary file of this process.</summary>
    public int KeysInMemory { get; init; } = KeyStore.UsualLimit;

    /// <summary>What tells today, for dates that cannot be later.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
