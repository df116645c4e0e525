namespace DentalMigration.Benchmarks.Limits;

/// <summary>Who sends contacts for as long as it is let.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Users">How many users it sends by.</param>
/// <param name="PlayAsync">Sends to a server until it is cancelled.</param>
internal sealed record Contestant(string Name, int Users, Func<Uri, CancellationToken, Task> PlayAsync);

/// <summary>What a contestant came to.</summary>
/// <param name="Share">What it spent, in the windows after the first, of what the limits allow one user in that time: of requests or of execution time, whichever is more.</param>
/// <param name="Ceiling">Rows a second at a share of 1: what requests like its own could come to at most.</param>
/// <param name="RowsPerSecond">In the same time.</param>
/// <param name="Refused">The part of all its requests, from the very first, that was answered 429.</param>
/// <param name="Requests">All its requests.</param>
internal sealed record Performance(double Share, double Ceiling, double RowsPerSecond, double Refused, long Requests)
{
    /// <summary>Judges whole windows, so that the budget which a window begins with is no advantage.</summary>
    public static Performance Of(IReadOnlyList<ServerCounts> counts, Ceiling ceiling, int windows)
    {
        double length = ceiling.Limits.Window.TotalSeconds;
        double begin = counts.First(c => c.Rows > 0).Seconds;
        ServerCounts from = counts.First(c => c.Seconds >= begin + length);
        ServerCounts to = counts.First(c => c.Seconds >= begin + (windows * length));
        double seconds = to.Seconds - from.Seconds;
        double rate = (to.Rows - from.Rows) / seconds;
        double requests = (to.Requests - to.Throttled - from.Requests + from.Throttled) / seconds / (ceiling.Limits.Requests / length);
        double time = (to.Execution - from.Execution) / seconds / (ceiling.Limits.ExecutionTime / ceiling.Limits.Window);
        double share = Math.Max(requests, time);
        return new Performance(share, rate / share, rate, (double)to.Throttled / to.Requests, to.Requests);
    }
}
