namespace DentalMigration.Dataverse;

/// <summary>
/// Adapts how many requests one application user has under way. It starts at the service's hint, adds one for every round of successes,
/// and on throttling halves (once for each pause) and pauses for exactly the time that the service asked for. Thread-safe; first come, first served.
/// </summary>
public sealed class ConcurrencyGovernor : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<Permit>> _waiting = new();
    private readonly int _maximum;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private int _underWay;
    private int _successes;

    /// <param name="start">Requests under way at first: the service's hint.</param>
    /// <param name="maximum">The most it ever allows.</param>
    /// <param name="clock">The clock of the pauses.</param>
    public ConcurrencyGovernor(int start, int maximum, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(start, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, start);
        (Current, _maximum, _clock) = (start, maximum, clock);
        _timer = clock.CreateTimer(_ => Resume(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Told, outside of all locks, whenever a request may be able to go that could not before.</summary>
    internal event Action? Freed;

    /// <summary>How many requests may be under way now.</summary>
    public int Current { get; private set; }

    /// <summary>When the pause is over that the service asked for; in the past where there is none.</summary>
    internal DateTimeOffset PausedUntil
    {
        get
        {
            lock (_lock)
            {
                return _pausedUntil;
            }
        }
    }

    /// <summary>How much of what may be under way is.</summary>
    internal double Load
    {
        get
        {
            lock (_lock)
            {
                return (double)_underWay / Current;
            }
        }
    }

    /// <summary>Waits until a request may go.</summary>
    public async Task<Permit> AcquireAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TaskCompletionSource<Permit> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.AddLast(turn);
        }
        Admit();
        using (ct.Register(() => Abandon(turn, ct)))
        {
            return await turn.Task;
        }
    }

    /// <summary>Lets a request go at once, or not at all.</summary>
    internal Permit? TryAcquire()
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || _underWay >= Current || _clock.GetUtcNow() < _pausedUntil)
            {
                return null;
            }
            _underWay++;
            return new Permit(this);
        }
    }

    /// <summary>The service refused a request; nothing more goes until the wait is over.</summary>
    public void OnThrottled(TimeSpan retryAfter)
    {
        lock (_lock)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            if (now >= _pausedUntil)
            {
                Current = Math.Max(1, Current / 2);
            }
            _successes = 0;
            if (now + retryAfter > _pausedUntil)
            {
                _pausedUntil = now + retryAfter;
                _timer.Change(retryAfter, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>A request succeeded.</summary>
    public void OnSuccess()
    {
        lock (_lock)
        {
            if (++_successes >= Current)
            {
                Current = Math.Min(Current + 1, _maximum);
                _successes = 0;
            }
        }
        Admit();
    }

    /// <summary>Ends the pauses' timer; those who still wait are cancelled.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            foreach (TaskCompletionSource<Permit> turn in _waiting)
            {
                turn.TrySetCanceled();
            }
            _waiting.Clear();
        }
    }

    internal void Release()
    {
        lock (_lock)
        {
            _underWay--;
        }
        Admit();
    }

    private void Admit()
    {
        lock (_lock)
        {
            while (_waiting.First is { } next && _underWay < Current && _clock.GetUtcNow() >= _pausedUntil)
            {
                _waiting.Remove(next);
                _underWay++;
                next.Value.TrySetResult(new Permit(this));
            }
        }
        Freed?.Invoke();
    }

    /// <summary>Timers may fire a little early; then the rest of the pause is waited for as well.</summary>
    private void Resume()
    {
        lock (_lock)
        {
            TimeSpan rest = _pausedUntil - _clock.GetUtcNow();
            if (rest > TimeSpan.Zero)
            {
                _timer.Change(rest < Tick ? Tick : rest, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        Admit();
    }

    private void Abandon(TaskCompletionSource<Permit> turn, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_waiting.Remove(turn))
            {
                turn.TrySetCanceled(ct);
            }
        }
    }
}
