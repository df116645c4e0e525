namespace DentalMigration.Dataverse;

/// <summary>
/// Application users of one organisation who share a run's requests. The service's limits are per user (powerapps-docs, api-limits.md), so each
/// has its own <see cref="ConcurrencyGovernor"/>: a throttled user pauses alone, and what it could not send goes by the others. Thread-safe;
/// first come, first served.
/// </summary>
public sealed class ClientPool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<Lease>> _waiting = new();
    private readonly Member[] _members;
    private readonly TimeProvider _clock;
    private readonly long _requests;
    private readonly long _throttled;

    /// <param name="clients">A client of each user; they stay open when the pool is disposed.</param>
    /// <param name="maxConcurrency">The most requests of one user under way.</param>
    /// <param name="clock">The clock of the pauses.</param>
    public ClientPool(IReadOnlyList<DataverseClient> clients, int maxConcurrency, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfZero(clients.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        (_clock, Places) = (clock, clients.Count * maxConcurrency);
        _members = [.. clients.Select(c => new Member(c, Math.Clamp(c.DegreeOfParallelismHint ?? 4, 1, maxConcurrency), maxConcurrency, clock, Admit))];
        (_requests, _throttled) = (Requests, Throttled);
    }

    /// <summary>The most requests under way, all users together.</summary>
    public int Places { get; }

    /// <summary>How many users there are.</summary>
    public int Users => _members.Length;

    /// <summary>Requests sent since the pool was made, repeats included.</summary>
    public long Requests => _members.Sum(m => m.Waiting.Statistics.Requests) - _requests;

    /// <summary>Answers 429 since the pool was made.</summary>
    public long Throttled => _members.Sum(m => m.Waiting.Statistics.Throttled) - _throttled;

    /// <summary>How many users the service has told to wait, and who still do.</summary>
    public int Paused => _members.Count(m => m.IsPaused(_clock));

    /// <summary>The client of the user with the least to do, which waits where it is throttled: for queries of many pages.</summary>
    public DataverseClient Reader => _members.OrderBy(m => m.IsPaused(_clock)).ThenBy(m => m.Governor.Load).First().Waiting;

    /// <summary>Waits until a request may go, and takes the user with the least to do.</summary>
    public async Task<Lease> AcquireAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TaskCompletionSource<Lease> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    /// <summary>Sends a <c>$batch</c> that goes on after failures, by the user who may first.</summary>
    /// <param name="items">At most 1,000 operations.</param>
    /// <param name="options">Headers of each write.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="DataverseException">As of <see cref="DataverseClient.BatchAsync"/>; a throttled one is transient, and the next call waits
    /// for a user who may send.</exception>
    public async Task<IReadOnlyList<BatchResult>> BatchAsync(IReadOnlyList<BatchItem> items, WriteOptions? options, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return [];
        }
        using Lease lease = await AcquireAsync(ct);
        IReadOnlyList<BatchResult> results = await lease.Client.BatchAsync(items, continueOnError: true, options, ct);
        lease.OnAnswer(results);
        return results;
    }

    /// <summary>Lets go of the users; those who still wait are cancelled.</summary>
    public void Dispose()
    {
        foreach (Member member in _members)
        {
            member.Dispose();
        }
        lock (_lock)
        {
            foreach (TaskCompletionSource<Lease> turn in _waiting)
            {
                turn.TrySetCanceled();
            }
            _waiting.Clear();
        }
    }

    private void Admit()
    {
        lock (_lock)
        {
            while (_waiting.First is { } next && Free() is { } lease)
            {
                _waiting.Remove(next);
                next.Value.TrySetResult(lease);
            }
        }
    }

    private Lease? Free()
    {
        foreach (Member member in _members.OrderBy(m => m.Governor.Load).ThenBy(m => m.Taken))
        {
            if (member.Governor.TryAcquire() is { } permit)
            {
                member.Taken++;
                return new Lease(permit, member.Governor, member.Client, member.Waiting);
            }
        }
        return null;
    }

    private void Abandon(TaskCompletionSource<Lease> turn, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_waiting.Remove(turn))
            {
                turn.TrySetCanceled(ct);
            }
        }
    }

    private sealed class Member : IDisposable
    {
        private readonly Action _freed;

        public Member(DataverseClient client, int start, int maximum, TimeProvider clock, Action freed)
        {
            Waiting = client;
            Client = client.WithoutWaiting();
            Governor = new ConcurrencyGovernor(start, maximum, clock);
            Governor.Freed += _freed = freed;
            Waiting.Throttled += OnThrottled;
            Waiting.Answered += Governor.OnAnswered;
        }

        public DataverseClient Waiting { get; }

        public DataverseClient Client { get; }

        public ConcurrencyGovernor Governor { get; }

        public long Taken { get; set; }

        public bool IsPaused(TimeProvider clock) => Governor.PausedUntil > clock.GetUtcNow();

        public void Dispose()
        {
            Waiting.Throttled -= OnThrottled;
            Waiting.Answered -= Governor.OnAnswered;
            Governor.Freed -= _freed;
            Governor.Dispose();
        }

        private void OnThrottled(object? sender, ThrottledEventArgs e) => Governor.OnThrottled(e.RetryAfter, e.Limit);
    }
}
