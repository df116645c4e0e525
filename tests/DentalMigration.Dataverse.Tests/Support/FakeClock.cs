namespace DentalMigration.Dataverse.Tests.Support;

/// <summary>A clock that passes every wait shorter than a day at once and remembers it; longer ones (request time-outs) end by <see cref="Advance"/>.</summary>
internal sealed class FakeClock : TimeProvider
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Whether short waits pass by themselves.</summary>
    public bool SkipsWaits { get; init; } = true;

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    /// <summary>When the next timer is due; null where none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count == 0 ? null : _timers.Min(t => t.Due);
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            _timers.RemoveAll(due.Contains);
        }
        due.ForEach(timer => timer.Fire());
    }

    private void Set(Timer timer, TimeSpan dueTime)
    {
        bool now = false;
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime >= TimeSpan.Zero && dueTime < Day && SkipsWaits)
            {
                _waits.Add(dueTime);
                _now += dueTime;
                now = true;
            }
            else if (dueTime >= TimeSpan.Zero)
            {
                timer.Due = _now + dueTime;
                _timers.Add(timer);
            }
        }
        if (now)
        {
            ThreadPool.QueueUserWorkItem(_ => timer.Fire());
        }
    }

    private sealed class Timer(FakeClock clock, Action fire) : ITimer
    {
        private bool _disposed;

        public DateTimeOffset Due { get; set; }

        public void Fire()
        {
            if (!_disposed)
            {
                fire();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            clock.Set(this, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
