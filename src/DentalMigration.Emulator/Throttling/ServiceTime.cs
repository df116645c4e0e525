namespace DentalMigration.Emulator.Throttling;

/// <summary>How long a request takes at least, as on a real service: so much for itself and so much for each row that it writes.</summary>
/// <param name="PerRequest">For the request.</param>
/// <param name="PerRow">For each row written by it, the parts of a <c>$batch</c> included; rows that are only read take nothing.</param>
internal sealed record ServiceTime(TimeSpan PerRequest, TimeSpan PerRow)
{
    /// <summary>As fast as it can.</summary>
    public static ServiceTime None { get; } = new(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Waits for what is left of the time that a request takes.</summary>
    /// <param name="started">The clock's timestamp when it was let in.</param>
    /// <param name="rows">Rows it wrote.</param>
    /// <param name="clock">The clock of the waiting.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async ValueTask PassAsync(long started, long rows, TimeProvider clock, CancellationToken cancellation)
    {
        TimeSpan whole = PerRequest + (PerRow * rows);
        while (whole > TimeSpan.Zero && whole - clock.GetElapsedTime(started) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), clock, cancellation);
        }
    }
}
