namespace DentalMigration.Dataverse.Tests.Support;

/// <summary>
/// A service of one or more limited servers, and one user whose requests a <see cref="ConcurrencyGovernor"/> lets go; all in virtual time, event by
/// event, so that hours pass in a moment and always alike.
/// </summary>
internal sealed class LimitedService : IDisposable
{
    private readonly FakeClock _clock = new() { SkipsWaits = false };
    private readonly ConcurrencyGovernor _governor;
    private readonly PriorityQueue<Action, DateTimeOffset> _events = new();
    private readonly Random _random = new(7);

    public LimitedService(int servers, int requests, double seconds, TimeSpan window, int start = 4, int maximum = 8)
    {
        Servers = [.. Enumerable.Range(0, servers).Select(_ => new LimitedServer(_clock, requests, seconds, window))];
        _governor = new ConcurrencyGovernor(start, maximum, _clock);
    }

    public IReadOnlyList<LimitedServer> Servers { get; }

    /// <summary>Seconds that a request takes, from a number in [0, 1).</summary>
    public Func<double, double> Takes { get; set; } = _ => 0.45;

    /// <summary>What the answers say of what is left; null where they say nothing.</summary>
    public Func<BudgetLeft, BudgetLeft>? Headers { get; init; }

    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Requests carried out, their execution time in seconds, and requests refused.</summary>
    public (int Done, double Taken, int Refused) Counts { get; private set; }

    /// <summary>Sends as many requests as the governor lets go, for so long.</summary>
    public (int Done, double Taken, int Refused) Run(TimeSpan time)
    {
        (int done, double taken, int refused) = Counts;
        DateTimeOffset end = _clock.GetUtcNow() + time;
        while (true)
        {
            while (_governor.TryAcquire() is { } permit)
            {
                Send(permit);
            }
            DateTimeOffset next = new[] { _clock.NextDue, _events.TryPeek(out _, out DateTimeOffset at) ? at : null }.Min() ?? throw new InvalidOperationException("Nothing is due any more.");
            if (next >= end)
            {
                _clock.Advance(end - _clock.GetUtcNow());
                return (Counts.Done - done, Counts.Taken - taken, Counts.Refused - refused);
            }
            _clock.Advance(next - _clock.GetUtcNow());
            while (_events.TryPeek(out Action? due, out DateTimeOffset when) && when <= next)
            {
                _events.Dequeue();
                due();
            }
        }
    }

    public void Dispose() => _governor.Dispose();

    private void Send(Permit permit)
    {
        LimitedServer server = Servers[_random.Next(Servers.Count)];
        DateTimeOffset sent = _clock.GetUtcNow();
        After(Latency / 2, () =>
        {
            if (server.Refuse() is { } refusal)
            {
                Counts = Counts with { Refused = Counts.Refused + 1 };
                After(Latency / 2, () =>
                {
                    _governor.OnThrottled(refusal.RetryAfter, refusal.Limit);
                    permit.Dispose();
                });
                return;
            }
            double taken = Takes(_random.NextDouble());
            After(TimeSpan.FromSeconds(taken), () =>
            {
                BudgetLeft left = Headers?.Invoke(server.Left) ?? default;
                server.End(taken);
                Counts = Counts with { Done = Counts.Done + 1, Taken = Counts.Taken + taken };
                After(Latency / 2, () =>
                {
                    _governor.OnAnswered(_clock.GetUtcNow() - sent, left);
                    _governor.OnSuccess();
                    permit.Dispose();
                });
            });
        });
    }

    private void After(TimeSpan wait, Action then) => _events.Enqueue(then, _clock.GetUtcNow() + wait);
}
