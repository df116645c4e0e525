using DentalMigration.Benchmarks.Stages;

namespace DentalMigration.Benchmarks.Scale;

/// <summary>What was measured of one size.</summary>
/// <param name="Size">Rows asked for.</param>
/// <param name="Loads">The loads that nothing disturbed.</param>
/// <param name="LedgerBytes">Bytes of the ledger's files for a row, after the last of them.</param>
/// <param name="Resumed">The load that was killed, going on.</param>
internal sealed record ScaleTurn(int Size, IReadOnlyList<StageTurn> Loads, double LedgerBytes, ResumedLoad Resumed)
{
    /// <summary>Rows that a load makes.</summary>
    public long Rows => Loads[^1].Rows;

    /// <summary>The median.</summary>
    public double RowsPerSecond => Metered.Median(Loads.Select(l => l.RowsPerSecond));
}

/// <summary>A load that was killed, and gone on with.</summary>
/// <param name="Killed">Rows that were in by then.</param>
/// <param name="Resume">Seconds from where the second process began to the first row that was not in before.</param>
/// <param name="Readying">Seconds that it took to come there: starting, opening, signing in, comparing the schema.</param>
internal sealed record ResumedLoad(long Killed, double Resume, double Readying);
