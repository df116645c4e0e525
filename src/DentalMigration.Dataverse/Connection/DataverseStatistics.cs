namespace DentalMigration.Dataverse;

/// <summary>What a client has done so far. Safe to read while requests are under way.</summary>
public sealed class DataverseStatistics
{
    private long _requests;
    private long _throttled;
    private long _throttledTicks;
    private long _retries;
    private long _rowsSent;

    /// <summary>HTTP requests sent, repeats included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Answers 429.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>The waits that throttling asked for, summed over all requests.</summary>
    public TimeSpan ThrottledFor => TimeSpan.FromTicks(Interlocked.Read(ref _throttledTicks));

    /// <summary>Requests repeated for another reason than throttling.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Rows in writes that the service accepted.</summary>
    public long RowsSent => Interlocked.Read(ref _rowsSent);

    internal void CountRequest() => Interlocked.Increment(ref _requests);

    internal void CountRetry() => Interlocked.Increment(ref _retries);

    internal void CountRows(int rows) => Interlocked.Add(ref _rowsSent, rows);

    internal void CountThrottle(TimeSpan wait)
    {
        Interlocked.Increment(ref _throttled);
        Interlocked.Add(ref _throttledTicks, wait.Ticks);
    }
}
