namespace DentalMigration.Emulator.Throttling;

/// <summary>What one user did within the sliding window. Not thread-safe.</summary>
internal sealed class UserWindow(TimeProvider clock, TimeSpan length)
{
    private readonly Queue<long> _arrived = new();
    private readonly Queue<(long At, TimeSpan Taken)> _ended = new();

    /// <summary>Requests let in during the window, those under way included.</summary>
    public int Requests => _arrived.Count;

    /// <summary>Execution time of the requests that ended during the window.</summary>
    public TimeSpan Taken { get; private set; }

    /// <summary>Requests under way.</summary>
    public int Running { get; private set; }

    public void Begin(long now)
    {
        Running++;
        _arrived.Enqueue(now);
    }

    /// <returns>The time that it took.</returns>
    public TimeSpan End(long started, long now)
    {
        Running--;
        TimeSpan taken = clock.GetElapsedTime(started, now);
        Taken += taken;
        _ended.Enqueue((now, taken));
        return taken;
    }

    /// <summary>Forgets what has left the window.</summary>
    public void Expire(long now)
    {
        while (_arrived.TryPeek(out long arrived) && clock.GetElapsedTime(arrived, now) >= length)
        {
            _arrived.Dequeue();
        }
        while (_ended.TryPeek(out (long At, TimeSpan Taken) oldest) && clock.GetElapsedTime(oldest.At, now) >= length)
        {
            Taken -= oldest.Taken;
            _ended.Dequeue();
        }
    }

    /// <summary>Until one more request fits.</summary>
    public TimeSpan UntilFewer(long now) => _arrived.TryPeek(out long oldest) ? length - clock.GetElapsedTime(oldest, now) : TimeSpan.Zero;

    /// <summary>Until less than so much execution time is in the window, and as much longer as it takes to earn back what was taken beyond.</summary>
    public TimeSpan UntilLess(TimeSpan limit, long now)
    {
        TimeSpan rest = Taken;
        TimeSpan earned = (Taken - limit) * (length / limit);
        foreach ((long at, TimeSpan taken) in _ended)
        {
            rest -= taken;
            if (rest < limit)
            {
                return length - clock.GetElapsedTime(at, now) + earned;
            }
        }
        return TimeSpan.Zero;
    }
}
