using System.Globalization;

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

    /// <summary>The same rates over a window that is so many times shorter. What may run at once is no rate and stays.</summary>
    /// <param name="by">A number that leaves whole seconds, which is what the service tells in: for the documented limits a divisor of 300.</param>
    public ServiceLimits Scaled(int by) => IsWhole(by)
        ? this with { Requests = Requests / by, ExecutionTime = ExecutionTime / by, Window = Window / by }
        : throw new ArgumentOutOfRangeException(nameof(by), by, "The window would not be of whole seconds.");

    /// <summary>Reads <c>none</c>, <c>documented</c>, or <c>documented/30</c>: the documented limits and their window, thirty times smaller.</summary>
    /// <param name="text">One of these.</param>
    /// <param name="limits">The limits; null for none.</param>
    /// <returns>False where the text says something else.</returns>
    public static bool TryParse(string? text, out ServiceLimits? limits)
    {
        limits = null;
        string[] parts = text?.Split('/') ?? [];
        switch (parts)
        {
            case ["none"]:
                return true;
            case ["documented"]:
                limits = Documented;
                return true;
            case ["documented", string by] when int.TryParse(by, NumberStyles.None, CultureInfo.InvariantCulture, out int times) && Documented.IsWhole(times):
                limits = Documented.Scaled(times);
                return true;
            default:
                return false;
        }
    }

    private bool IsWhole(int by) => by >= 1 && Window.Ticks % (by * TimeSpan.TicksPerSecond) == 0;
}
