namespace DentalMigration.Emulator.Throttling;

/// <summary>Service protection limits of one user on one web server over a sliding window.</summary>
/// <param name="Requests">Requests allowed in the window.</param>
/// <param name="ExecutionTime">Combined execution time allowed in the window.</param>
/// <param name="Concurrent">Requests allowed at the same time.</param>
/// <param name="Window">Length of the window.</param>
public sealed record ServiceLimits(int Requests, TimeSpan ExecutionTime, int Concurrent, TimeSpan Window)
{
    /// <summary>The documented values: 6,000 requests, 20 minutes, 52 at once, over 5 minutes.</summary>
    public static ServiceLimits Documented { get; } = new(6_000, TimeSpan.FromMinutes(20), 52, TimeSpan.FromMinutes(5));
}
