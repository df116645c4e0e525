using DentalMigration.Ledger;

namespace DentalMigration.Loading;

/// <summary>What a run did.</summary>
/// <param name="Run">Its number in the ledger.</param>
/// <param name="Objects">The conservation lines, in load order.</param>
/// <param name="Findings">Things to look at about rows that were written.</param>
/// <param name="SourceFaults">Files that could not be read and objects that are missing.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Requests">Requests sent.</param>
/// <param name="Throttled">How often the service asked for patience.</param>
public sealed record RunResult(long Run, IReadOnlyList<ObjectCounts> Objects, long Findings, int SourceFaults, TimeSpan Elapsed, long Requests, long Throttled)
{
    /// <summary>True where the time budget ended the run before its work was done: what was not reached was not read. Run again to go on.</summary>
    public bool IsPaused { get; init; }

    /// <summary>True where nothing was left for another run.</summary>
    public bool IsComplete => !IsPaused;

    /// <summary>Rows created and updated, per second.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Objects.Sum(o => o.Created + o.Updated) / Elapsed.TotalSeconds : 0;

    /// <summary>True where rows were held or rejected.</summary>
    public bool HasProblems => SourceFaults > 0 || Objects.Any(o => o.Held + o.Rejected > 0);

    /// <summary>True where every record read is accounted for.</summary>
    public bool IsConserved => Objects.All(o => o.IsConserved);
}
