using DentalMigration.Dataverse;

namespace DentalMigration.Loading;

/// <summary>
/// Sends batches until nothing of them is left. One that is too large for the service, or takes it too long, goes in parts, and those after it are smaller.
/// For what may be sent again. Thread-safe.
/// </summary>
/// <param name="most">The most at a time.</param>
internal sealed class BatchParts(int most)
{
    private readonly BatchSizer _sizer = new(most, maximum: most);

    /// <summary>Sends a batch.</summary>
    /// <param name="batch">What is to be sent.</param>
    /// <param name="patience">How long to try.</param>
    /// <param name="send">Sends a part of it, and answers what of that is to be sent again; what it takes out of the part is settled, also where it fails.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <param name="doubted">What becomes of one that may have been carried out; null where it stays as it is.</param>
    /// <exception cref="MigrationException"><c>TargetUnavailable</c>.</exception>
    public async Task SendAsync<T>(
        IEnumerable<T> batch, Patience patience, Func<List<T>, Task<List<T>>> send, CancellationToken cancellationToken, Func<T, T>? doubted = null)
    {
        List<T> open = [.. batch];
        while (open.Count > 0)
        {
            List<T> part = open.GetRange(0, Math.Min(open.Count, _sizer.Current));
            List<T> rest = open.GetRange(part.Count, open.Count - part.Count);
            try
            {
                open = [.. await send(part), .. rest];
            }
            catch (DataverseException e) when (_sizer.OnFailure(part.Count, e) || e.IsTransient)
            {
                open = [.. doubted is null ? part : part.Select(doubted), .. rest];
                if (e.IsTransient)
                {
                    await patience.WaitAsync(e, cancellationToken);
                }
            }
        }
    }
}
