namespace DentalMigration.Loading;

/// <summary>How a load goes about its work.</summary>
public sealed record LoadOptions
{
    /// <summary>Rows in a CreateMultiple or a <c>$batch</c>; 1 to 1,000. Microsoft's advice is to begin with 100.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Most requests in flight; the service's own hint may lower it.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>How often a write is repeated after lost connections and 5xx answers before the run gives up (it can be resumed).</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>The time the run may take; null for as long as it needs.</summary>
    public RunBudget? Budget { get; init; }

    /// <summary>Longest wait between two attempts.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);
}
