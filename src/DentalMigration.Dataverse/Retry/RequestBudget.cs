namespace DentalMigration.Dataverse;

/// <summary>What one user's requests may spend, of each measure that the service limits over a window. Not thread-safe.</summary>
internal sealed class RequestBudget(TimeProvider clock)
{
    /// <summary>How much the last request counts for in what the next is expected to take.</summary>
    private const double Newest = 0.125;

    /// <summary>Requests go no closer than this part of their mean distance, so that they never come in waves, of which a refusal would strike all.</summary>
    private const double Apart = 0.5;

    private readonly WindowBudget _requests = new(clock);
    private readonly WindowBudget _time = new(clock);
    private double? _usual;
    private long? _sent;

    /// <summary>A request goes.</summary>
    public void Send() => _sent = clock.GetTimestamp();

    /// <summary>Notes an answer.</summary>
    /// <param name="elapsed">How long it took: the service's execution time, and the way.</param>
    /// <param name="left">What the answer says is left.</param>
    /// <param name="underWay">The other requests under way.</param>
    public void Spend(TimeSpan elapsed, BudgetLeft left, int underWay)
    {
        double seconds = elapsed.TotalSeconds;
        long now = clock.GetTimestamp();
        long sent = now - (long)(seconds * clock.TimestampFrequency);
        _usual = _usual is { } usual ? usual + (Newest * (seconds - usual)) : seconds;
        _requests.Spend(sent, 1); // requests count from their beginning,
        _time.Spend(now, seconds); // their time from their end
        if (left.Requests <= 0)
        {
            _requests.Exhaust(sent, underWay);
        }
        if (left.Seconds <= 2 * seconds) // its own, and those of one more that ends beside it
        {
            _time.Exhaust(sent, 0);
        }
    }

    /// <summary>
    /// How long to wait until one more request fits beside those under way. Their time counts only when they have ended, as the service counts it;
    /// but where more are under way than it sustains, the time of those beyond is counted beforehand, so that no wave of them overflows the window.
    /// </summary>
    /// <param name="underWay">Requests under way.</param>
    /// <param name="most">How many may be.</param>
    public TimeSpan Wait(int underWay, int most)
    {
        double usual = _usual ?? 0;
        TimeSpan requests = _requests.Wait(underWay + 1);
        TimeSpan time = _time.Wait(Math.Max(0, underWay - _time.Rate) * usual);
        double apart = Apart * Math.Max(1 / _requests.Rate, usual / Math.Min(most, _time.Rate));
        TimeSpan gap = _sent is { } sent ? TimeSpan.FromSeconds(apart) - clock.GetElapsedTime(sent) : TimeSpan.Zero;
        return new[] { requests, time, gap }.Max();
    }

    /// <summary>The service refused a request.</summary>
    /// <param name="limit">For this limit.</param>
    /// <param name="underWay">The other requests under way.</param>
    public void Refuse(ProtectionLimit limit, int underWay)
    {
        if (limit.Measure == LimitedMeasure.Requests)
        {
            _requests.Refuse(limit, underWay);
        }
        else
        {
            _time.Refuse(limit, 0);
        }
    }
}
