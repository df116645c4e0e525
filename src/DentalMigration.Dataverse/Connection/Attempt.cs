namespace DentalMigration.Dataverse;

/// <summary>The time limit of one attempt of a request, and what its failures mean:
/// each becomes a <see cref="DataverseException"/>.</summary>
internal sealed class Attempt(DataverseRequest request, DataverseConnection connection) : IDisposable
{
    private readonly CancellationTokenSource _timeout = new(connection.Timeout, connection.Clock);

    /// <summary>Takes one step of the attempt.</summary>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> step, CancellationToken ct)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(ct, _timeout.Token);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            // Without our own time-out it is the connect time-out: nothing was sent.
            throw _timeout.IsCancellationRequested ? Failures.TimedOut(request, e) : Failures.Unreachable(request, e);
        }
        catch (HttpRequestException e)
        {
            throw Failures.IsBeforeSending(e) ? Failures.Unreachable(request, e) : Failures.ConnectionLost(request, e);
        }
        catch (IOException e)
        {
            throw Failures.ConnectionLost(request, e);
        }
    }

    /// <summary>Begins the time limit anew: for the next piece of an answer that is read piece by piece.</summary>
    public void Restart() => _timeout.CancelAfter(connection.Timeout);

    /// <summary>Stops the clock while the caller works on what has come.</summary>
    public void Pause() => _timeout.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose() => _timeout.Dispose();
}
