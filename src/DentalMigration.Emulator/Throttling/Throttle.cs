using System.Globalization;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Testing;

namespace DentalMigration.Emulator.Throttling;

/// <summary>
/// Counts each user's requests against the service protection limits (powerapps-docs, api-limits.md), as one web server does. A request counts from
/// its arrival; its execution time when it has ended: the service's own headers say <c>5999</c> and <c>1,200.00</c> in the answer to a user's first
/// request. Requests under way may so pass the limit together; who does waits longer, as documented, here for as long as the excess lasts at the sustained
/// rate. Refused requests count for nothing. Thread-safe; free when there are no limits.
/// </summary>
internal sealed class Throttle(EmbeddedDataverseOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UserWindow> _users = [];

    /// <summary>A request let through; disposing ends it.</summary>
    public readonly struct Pass(Throttle? owner, Guid user, long started, Stats? stats) : IDisposable
    {
        /// <summary>Adds the headers that say what is left, which every answer has that was let through; none where there are no limits.</summary>
        public void Tell(EmulatorResponse response) => owner?.Tell(user, response);

        public void Dispose() => owner?.Leave(user, started, stats!);
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
                _users.Add(user, window = new(options.Clock, limits.Window));
            }
            window.Expire(now);
            if (Refusal(window, now, limits) is { } refusal)
            {
                stats.Throttled();
                throw refusal;
            }
            window.Begin(now);
        }
        return new(this, user, now, stats);
    }

    private void Leave(Guid user, long started, Stats stats)
    {
        lock (_lock)
        {
            stats.Took(_users[user].End(started, options.Clock.GetTimestamp()));
        }
    }

    private void Tell(Guid user, EmulatorResponse response)
    {
        ServiceLimits limits = options.Limits!;
        lock (_lock)
        {
            UserWindow window = _users[user];
            window.Expire(options.Clock.GetTimestamp());
            TimeSpan time = limits.ExecutionTime - window.Taken;
            response.With("x-ms-ratelimit-time-remaining-xrm-requests", Math.Max(0, time.TotalSeconds).ToString("N2", CultureInfo.InvariantCulture))
                .With("x-ms-ratelimit-burst-remaining-xrm-requests", Math.Max(0, limits.Requests - window.Requests).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static DataverseFault? Refusal(UserWindow window, long now, ServiceLimits limits)
    {
        if (window.Running >= limits.Concurrent)
        {
            return Fault.Throttled("0x80072326",
                FormattableString.Invariant($"Number of concurrent requests exceeded the limit of {limits.Concurrent}."), 1);
        }
        if (window.Requests >= limits.Requests)
        {
            return Fault.Throttled("0x80072322", FormattableString.Invariant(
                $"Number of requests exceeded the limit of {limits.Requests} over time window of {(long)limits.Window.TotalSeconds} seconds."),
                Seconds(window.UntilFewer(now)));
        }
        return window.Taken >= limits.ExecutionTime
            ? Fault.Throttled("0x80072321",
                FormattableString.Invariant($"Combined execution time of incoming requests exceeded limit of {(long)limits.ExecutionTime.TotalMilliseconds:N0} ") +
                FormattableString.Invariant($"milliseconds over time window of {(long)limits.Window.TotalSeconds} seconds. ") +
                "Decrease number of concurrent requests or reduce the duration of requests and try again later.",
                Seconds(window.UntilLess(limits.ExecutionTime, now)))
            : null;
    }

    /// <summary>Retry-After is in whole seconds, and never zero.</summary>
    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
