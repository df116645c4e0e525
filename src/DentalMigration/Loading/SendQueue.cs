namespace DentalMigration.Loading;

/// <summary>
/// Sends pieces of work side by side, never more than allowed, and makes the producer wait when all places are taken. The first failure
/// ends the queue: it is thrown at the next call.
/// </summary>
internal sealed class SendQueue : IAsyncDisposable
{
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stop;
    private readonly HashSet<Task> _running = [];
    private readonly Lock _gate = new();
    private Exception? _failure;

    public SendQueue(int places, CancellationToken cancellationToken)
    {
        _places = new SemaphoreSlim(places, places);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Starts a piece of work as soon as there is a place.</summary>
    public async Task AddAsync(Func<CancellationToken, Task> work)
    {
        ThrowIfFailed();
        try
        {
            await _places.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            ThrowIfFailed();
            throw;
        }

        Task task = Task.Run(() => RunAsync(work));
        lock (_gate)
        {
            _running.Add(task);
        }

        _ = task.ContinueWith(
            t =>
            {
                lock (_gate)
                {
                    _running.Remove(t);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Waits until nothing is under way.</summary>
    public async Task DrainAsync()
    {
        await Task.WhenAll(Running());
        ThrowIfFailed();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(Running());
        _stop.Dispose();
        _places.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stop.Token);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
            await _stop.CancelAsync();
        }
        finally
        {
            _places.Release();
        }
    }

    private Task[] Running()
    {
        lock (_gate)
        {
            return [.. _running];
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
        }
    }
}
