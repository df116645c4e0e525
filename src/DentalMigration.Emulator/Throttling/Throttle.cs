using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Testing;

namespace DentalMigration.Emulator.Throttling;

/// <summary>Counts each user's requests against the service protection limits. Thread-safe; free when there are no limits.</summary>
internal sealed class Throttle(EmbeddedDataverseOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UserWindow> _users = [];

    private sealed class UserWindow
    {
        public Queue<(long At, long Taken)> Done { get; } = new();
        public long Taken { get; set; }
        public int Running { get; set; }
    }

    /// <summary>A request let through; disposing ends it.</summary>
    public readonly struct Pass(Throttle? owner, Guid user, long started) : IDisposable
    {
        public void Dispose() => owner?.Leave(user, started);
    }

    /// <summary>Lets a request in or refuses it with 429.</summary>
    public Pass Enter(Guid user, Stats stats)
    {
        if (options.Limits is not { } limits)
        {
            return default;
        }
        long now = options.Clock.GetTimestamp();
        lock (_lock)
        {
            if (!_users.TryGetValue(user, out UserWindow? window))
            {
                _users.Add(user, window = new());
            }
            Expire(window, now, limits);
            DataverseFault? refusal = Refusal(window, now, limits);
            if (refusal is not null)
            {
                stats.Throttled();
                throw refusal;
            }
            window.Running++;
        }
        return new(this, user, now);
    }

    private void Leave(Guid user, long started)
    {
        long now = options.Clock.GetTimestamp();
        lock (_lock)
        {
            UserWindow window = _users[user];
            window.Running--;
            window.Taken += now - started;
            window.Done.Enqueue((now, now - started));
        }
    }

    private void Expire(UserWindow window, long now, ServiceLimits limits)
    {
        while (window.Done.TryPeek(out (long At, long Taken) oldest) && options.Clock.GetElapsedTime(oldest.At, now) >= limits.Window)
        {
            window.Taken -= oldest.Taken;
            window.Done.Dequeue();
        }
    }

    private DataverseFault? Refusal(UserWindow window, long now, ServiceLimits limits)
    {
        if (window.Running >= limits.Concurrent)
        {
            return Fault.Throttled("0x80072326",
                FormattableString.Invariant($"Number of concurrent requests exceeded the limit of {limits.Concurrent}."), 1);
        }
        if (window.Done.Count + window.Running >= limits.Requests)
        {
            return Fault.Throttled("0x80072322", FormattableString.Invariant(
                $"Number of requests exceeded the limit of {limits.Requests} over time window of {(long)limits.Window.TotalSeconds} seconds."), Wait(window, now, limits));
        }
        return options.Clock.GetElapsedTime(0, window.Taken) >= limits.ExecutionTime
            ? Fault.Throttled("0x80072321",
                FormattableString.Invariant($"Combined execution time of incoming requests exceeded limit of {(long)limits.ExecutionTime.TotalMilliseconds:N0} ") +
                FormattableString.Invariant($"milliseconds over time window of {(long)limits.Window.TotalSeconds} seconds. ") +
                "Decrease number of concurrent requests or reduce the duration of requests and try again later.", Wait(window, now, limits))
            : null;
    }

    /// <summary>Seconds until the oldest request leaves the window.</summary>
    private int Wait(UserWindow window, long now, ServiceLimits limits) => window.Done.TryPeek(out (long At, long Taken) oldest)
        ? Math.Max(1, (int)Math.Ceiling((limits.Window - options.Clock.GetElapsedTime(oldest.At, now)).TotalSeconds)) : 1;
}
