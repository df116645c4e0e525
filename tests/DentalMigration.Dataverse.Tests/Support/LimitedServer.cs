namespace DentalMigration.Dataverse.Tests.Support;

/// <summary>One web server that limits a user over a sliding window, as documented: requests count from their arrival, their time from their end.</summary>
internal sealed class LimitedServer(TimeProvider clock, int requests, double seconds, TimeSpan window)
{
    private readonly Queue<DateTimeOffset> _arrived = new();
    private readonly Queue<(DateTimeOffset At, double Taken)> _ended = new();
    private double _taken;

    /// <summary>Requests it allows; may change.</summary>
    public int Requests { get; set; } = requests;

    /// <summary>Seconds it allows; may change.</summary>
    public double Seconds { get; set; } = seconds;

    /// <summary>Lets a request in, or says why and for how long not.</summary>
    public (TimeSpan RetryAfter, ProtectionLimit Limit)? Refuse()
    {
        DateTimeOffset now = clock.GetUtcNow();
        Expire();
        if (_arrived.Count >= Requests)
        {
            return (Whole(_arrived.Peek() + window - now), new(LimitedMeasure.Requests, Requests, window));
        }
        if (_taken >= Seconds)
        {
            return (Whole(_ended.Peek().At + window - now), new(LimitedMeasure.ExecutionTime, Seconds, window));
        }
        _arrived.Enqueue(now);
        return null;
    }

    /// <summary>What an answer says is left, before its own time is counted.</summary>
    public BudgetLeft Left
    {
        get
        {
            Expire();
            return new(Math.Max(0, Requests - _arrived.Count), Math.Max(0, Seconds - _taken));
        }
    }

    public void End(double taken)
    {
        _taken += taken;
        _ended.Enqueue((clock.GetUtcNow(), taken));
    }

    private void Expire()
    {
        DateTimeOffset now = clock.GetUtcNow();
        while (_arrived.TryPeek(out DateTimeOffset first) && now - first >= window)
        {
            _arrived.Dequeue();
        }
        while (_ended.TryPeek(out (DateTimeOffset At, double Taken) first) && now - first.At >= window)
        {
            _taken -= _ended.Dequeue().Taken;
        }
    }

    private static TimeSpan Whole(TimeSpan wait) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait.TotalSeconds)));
}
