namespace DentalMigration.Benchmarks.Limits;

/// <summary>Who sends contacts for as long as it is let.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Users">How many users it sends by.</param>
/// <param name="PlayAsync">Sends to a server until it is cancelled.</param>
internal sealed record Contestant(string Name, int Users, Func<Uri, CancellationToken, Task> PlayAsync);

/// <summary>What a contestant came to.</summary>
/// <param name="Share">Rows of the windows after the first over what the limits allow one user in that time.</param>
/// <param name="RowsPerSecond">In the same time.</param>
/// <param name="Refused">The part of all its requests, from the very first, that was answered 429.</param>
/// <param name="Requests">All its requests.</param>
internal sealed record Performance(double Share, double RowsPerSecond, double Refused, long Requests)
{
    /// <summary>Judges whole windows, so that the budget which a window begins with is no advantage.</summary>
    public static Performance Of(IReadOnlyList<ServerCounts> counts, Ceiling ceiling, int windows)
    {
        double length = ceiling.Limits.Window.TotalSeconds;
        double begin = counts.First(c => c.Rows > 0).Seconds;
        ServerCounts from = counts.First(c => c.Seconds >= begin + length);
        ServerCounts to = counts.First(c => c.Seconds >= begin + (windows * length));
        double rate = (to.Rows - from.Rows) / (to.Seconds - from.Seconds);
        return new Performance(rate / ceiling.Rows, rate, (double)to.Throttled / to.Requests, to.Requests);
    }
}
