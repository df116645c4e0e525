namespace DentalMigration.Dataverse;

/// <summary>
/// How much of one measure a user may spend within a sliding window. Nothing is known until the service refuses a request; what had been spent
/// in the window by then is what it sustains, over however many web servers it spreads. From a little below it comes back to that amount within
/// some windows, and where nothing is refused there it asks for more, twice as much more each window. It keeps no more than 5 minutes
/// of spending before the window is known. Not thread-safe.
/// </summary>
internal sealed class WindowBudget(TimeProvider clock)
{
    /// <summary>The part that is given up after a refusal.</summary>
    private const double Back = 0.02;

    /// <summary>Windows until it is won back.</summary>
    private const double Return = 8;

    /// <summary>The part of what the last refusal taught that no header may take away.</summary>
    private const double Least = 0.9;

    private static readonly TimeSpan Documented = TimeSpan.FromMinutes(5);
    private readonly Queue<(long At, double Amount)> _spent = new();
    private readonly long _began = clock.GetTimestamp();
    private ProtectionLimit? _limit;
    private double _sum;
    private double _taught;
    private double _sustained;
    private long _refused;

    /// <summary>What may be in the window now; infinite while nothing is known.</summary>
    public double Allowed => _limit is null ? double.PositiveInfinity : _sustained * Part(clock.GetElapsedTime(_refused) / _limit.Window);

    /// <summary>What is sustained for each second; infinite while nothing is known.</summary>
    public double Rate => Allowed / Window.TotalSeconds;

    private TimeSpan Window => _limit?.Window ?? Documented;

    /// <summary>Notes what a request cost.</summary>
    /// <param name="at">The clock's timestamp from which it counts.</param>
    /// <param name="amount">How much.</param>
    public void Spend(long at, double amount)
    {
        Expire();
        _spent.Enqueue((at, amount));
        _sum += amount;
    }

    /// <summary>How long to wait until so much more fits; zero where it does, or where there is nothing to wait for.</summary>
    public TimeSpan Wait(double more)
    {
        if (_limit is null)
        {
            return TimeSpan.Zero;
        }
        Expire();
        double over = _sum + more - Allowed;
        TimeSpan wait = TimeSpan.Zero;
        foreach ((long at, double amount) in _spent)
        {
            if (over <= 0)
            {
                break;
            }
            over -= amount;
            wait = Window - clock.GetElapsedTime(at);
        }
        return wait;
    }

    /// <summary>The service refused a request for this limit.</summary>
    /// <param name="limit">The limit as it named it.</param>
    /// <param name="underWay">What it counts already of the requests under way.</param>
    public void Refuse(ProtectionLimit limit, double underWay)
    {
        bool isWhole = clock.GetElapsedTime(_began) >= limit.Window;
        double allowed = Allowed; // within which the refused request was sent
        _limit = limit;
        Expire();

        // One server allows as much as it says. Less was spent where another process of the user did the rest: before us, when its part passes,
        // or beside us, when half is assumed to be ours; too much costs refusals, too little would cost the night.
        _taught = _sustained = Math.Max(Math.Min(_sum + underWay, allowed), isWhole ? limit.Amount / 2 : limit.Amount);
        _refused = clock.GetTimestamp();
    }

    /// <summary>
    /// The service says that nothing is left: it would refuse the next request. That is as good as a refusal, and spares it, so that what was spent by then
    /// is allowed again; where nobody was refused yet the window is not known, and nothing can be learned. Nor can it from a request that was sent before the
    /// last refusal: it says the same once more, when a part of what was spent by then may be out of sight.
    /// </summary>
    /// <param name="sent">The clock's timestamp of when the request was sent whose answer says so.</param>
    /// <param name="underWay">What it counts already of the requests under way.</param>
    public void Exhaust(long sent, double underWay)
    {
        Expire();
        double spent = _sum + underWay;
        if (_limit is null || sent <= _refused || spent > Allowed)
        {
            return; // or no request goes now in any case
        }
        _sustained = Math.Max(spent / (1 - Back), Least * _taught);
        _refused = clock.GetTimestamp();
    }

    /// <summary>The part of what is sustained that is allowed so many windows after the refusal.</summary>
    private static double Part(double windows) => windows < Return
        ? 1 - (Back * Math.Pow(1 - (windows / Return), 3))
        : 1 + (Back * (Math.Pow(2, Math.Min(windows - Return, 64)) - 1));

    private void Expire()
    {
        while (_spent.TryPeek(out (long At, double Amount) oldest) && clock.GetElapsedTime(oldest.At) >= Window)
        {
            _spent.Dequeue();
            _sum = _spent.Count == 0 ? 0 : _sum - oldest.Amount;
        }
    }
}
