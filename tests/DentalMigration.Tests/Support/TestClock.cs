namespace DentalMigration.Tests.Support;

/// <summary>
/// A clock that stands still until told. Where it leaps, a wait of up to ten minutes passes at once, and the clock with it; longer ones, the
/// time limits of requests, never come.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private static readonly TimeSpan Farthest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = System.GetUtcNow();

    /// <summary>Whether waits pass by themselves.</summary>
    public bool Leaps { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, and lets happen what is due by then.</summary>
    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    private void MoveTo(DateTimeOffset time)
    {
        List<Timer> due;
        lock (_gate)
        {
            _now = time > _now ? time : _now;
            due = [.. _timers.Where(t => t.Due <= _now)];
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(t => t.Fire());
    }

    private void Set(Timer timer, TimeSpan dueTime)
    {
        bool leaps;
        DateTimeOffset due;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = due = _now + dueTime;
            _timers.Add(timer);
            leaps = dueTime <= TimeSpan.Zero || (Leaps && dueTime <= Farthest);
        }

        if (leaps)
        {
            ThreadPool.QueueUserWorkItem(_ => MoveTo(due));
        }
    }

    private void Remove(Timer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    private sealed class Timer(TestClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
