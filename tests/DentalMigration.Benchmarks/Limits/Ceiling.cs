using DentalMigration.Emulator.Throttling;

namespace DentalMigration.Benchmarks.Limits;

/// <summary>The most that the limits allow one user on one web server in the long run.</summary>
/// <param name="Limits">The limits.</param>
/// <param name="PerRequest">Time that a request takes.</param>
/// <param name="PerRow">Time that each of its rows takes.</param>
/// <param name="Batch">Rows in a request.</param>
internal sealed record Ceiling(ServiceLimits Limits, TimeSpan PerRequest, TimeSpan PerRow, int Batch)
{
    /// <summary>Rows a second that the limit of requests allows.</summary>
    public double ByRequests => Limits.Requests / Limits.Window.TotalSeconds * Batch;

    /// <summary>Rows a second that the limit of execution time allows.</summary>
    public double ByTime => Limits.ExecutionTime / Limits.Window / (PerRequest + (PerRow * Batch)).TotalSeconds * Batch;

    /// <summary>The lower of the two.</summary>
    public double Rows => Math.Min(ByRequests, ByTime);
}
