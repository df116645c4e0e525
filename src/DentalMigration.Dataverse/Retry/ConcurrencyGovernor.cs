namespace DentalMigration.Dataverse;

/// <summary>
/// Adapts how many requests one application user has under way, and when the next may go. It starts at the service's hint and adds one for every
/// success until the service first refuses a request, and from then on one for every round of successes. On throttling it pauses for exactly the
/// time that the service asked for. A refusal that names a limit over a window teaches it what the service sustains, and from then on requests
/// wait until they fit (<see cref="WindowBudget"/>); any other halves the concurrency, once for each pause. Thread-safe; first come, first served.
/// </summary>
public sealed class ConcurrencyGovernor : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<Permit>> _waiting = new();
    private readonly int _maximum;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly RequestBudget _budget;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private int _underWay;
    private int _successes;
    private bool _wasRefused;

    /// <param name="start">Requests under way at first: the service's hint.</param>
    /// <param name="maximum">The most it ever allows.</param>
    /// <param name="clock">The clock of the pauses.</param>
    public ConcurrencyGovernor(int start, int maximum, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(start, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, start);
        (Current, _maximum, _clock, _budget) = (start, maximum, clock, new RequestBudget(clock));
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
    /// <returns>Null where it may not go yet.</returns>
    public Permit? TryAcquire()
    {
        lock (_lock)
        {
            return _waiting.Count == 0 && MayGo() ? Go() : null;
        }
    }

    /// <summary>The service refused a request; nothing more goes until the wait is over.</summary>
    /// <param name="retryAfter">The wait.</param>
    /// <param name="limit">The limit that it named, if any.</param>
    public void OnThrottled(TimeSpan retryAfter, ProtectionLimit? limit = null)
    {
        lock (_lock)
        {
            _wasRefused = true;
            DateTimeOffset now = _clock.GetUtcNow();
            if (now >= _pausedUntil)
            {
                if (limit is not null)
                {
                    _budget.Refuse(limit, Math.Max(0, _underWay - 1));
                }
                else
                {
                    Current = Math.Max(1, Current / 2);
                }
            }
            _successes = 0;
            if (now + retryAfter > _pausedUntil)
            {
                _pausedUntil = now + retryAfter;
                _timer.Change(retryAfter, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The service carried out a request, or failed to, and did not throttle it.</summary>
    /// <param name="elapsed">How long its answer took.</param>
    /// <param name="left">What it says is left, if anything.</param>
    public void OnAnswered(TimeSpan elapsed, BudgetLeft left = default)
    {
        lock (_lock)
        {
            _budget.Spend(elapsed, left, Math.Max(0, _underWay - 1));
        }
    }

    /// <summary>A request succeeded.</summary>
    public void OnSuccess()
    {
        lock (_lock)
        {
            if (++_successes >= Current || !_wasRefused)
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

    /// <summary>Whether a request may go; where only time is missing, the timer is set for when it is there.</summary>
    private bool MayGo()
    {
        if (_underWay >= Current)
        {
            return false;
        }
        TimeSpan wait = _pausedUntil - _clock.GetUtcNow();
        if (wait <= TimeSpan.Zero)
        {
            wait = _budget.Wait(_underWay, Current);
        }
        if (wait <= TimeSpan.Zero)
        {
            return true;
        }
        _timer.Change(wait < Tick ? Tick : wait, Timeout.InfiniteTimeSpan); // which may fire a little early, and then is set again
        return false;
    }

    private Permit Go()
    {
        _underWay++;
        _budget.Send();
        return new Permit(this);
    }

    private void Admit()
    {
        lock (_lock)
        {
            while (_waiting.First is { } next && MayGo())
            {
                _waiting.Remove(next);
                next.Value.TrySetResult(Go());
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
