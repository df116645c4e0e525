using System.Net;

namespace DentalMigration.Ledger.Store.Blob;

/// <summary>
/// A lease on the ledger's blob, renewed in the background. It is counted as ours only as long as the service is sure to see it so: from before the last
/// renewal that was answered.
/// </summary>
internal sealed class BlobLease : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(3);

    private readonly BlobContainer _container;
    private readonly string _blob;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _renewed;
    private long _renewedAt;
    private volatile bool _isLost;

    private BlobLease(BlobContainer container, string blob, string id, long since, TimeProvider clock)
    {
        (_container, _blob, Id, _clock) = (container, blob, id, clock);
        _renewed = since;
        _renewedAt = clock.GetUtcNow().UtcTicks;
        _timer = clock.CreateTimer(_ => Renew(), null, Renewal, Renewal);
    }

    /// <summary>The lease's id, for every write to the blob.</summary>
    public string Id { get; }

    /// <summary>Takes the lease, waiting for one that a dead run left to end.</summary>
    /// <param name="container">The container.</param>
    /// <param name="blob">The blob; it is there.</param>
    /// <param name="tell">Told where it has to wait.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="MigrationException"><c>LedgerInUse</c>.</exception>
    public static BlobLease Take(BlobContainer container, string blob, Action<string>? tell, TimeProvider clock)
    {
        string id = Guid.CreateVersion7().ToString("D");
        long began = clock.GetTimestamp();
        var headers = new Dictionary<string, string>
        {
            ["x-ms-lease-action"] = "acquire",
            ["x-ms-lease-duration"] = $"{(int)Length.TotalSeconds}",
            ["x-ms-proposed-lease-id"] = id,
        };
        for (bool told = false; ; told = true)
        {
            long since = clock.GetTimestamp();
            using HttpResponseMessage response = container.Send(HttpMethod.Put, blob, "comp=lease", headers);
            if (response.IsSuccessStatusCode)
            {
                return new BlobLease(container, blob, id, since, clock);
            }

            if (BlobContainer.Code(response) != "LeaseAlreadyPresent")
            {
                throw StoreFailure.Unreachable(container.Name, null, $"no lease: {BlobContainer.Code(response)}");
            }

            if (clock.GetElapsedTime(began) > Length + Wait)
            {
                throw StoreFailure.InUse(container.Name);
            }

            if (!told)
            {
                tell?.Invoke($"The ledger in {container.Name} is held by another run, or by one that died. Waiting up to {Length.TotalSeconds:0} seconds for it…");
            }

            using var pause = new ManualResetEventSlim();
            pause.Wait(Wait);
        }
    }

    /// <summary>Makes sure that nobody else can have taken the lease.</summary>
    /// <exception cref="MigrationException"><c>LedgerStoreLost</c>.</exception>
    public void Demand()
    {
        // A machine that slept has a clock that did not: the wall's.
        TimeSpan sure = Length - TimeSpan.FromSeconds(2);
        if (_isLost || _clock.GetElapsedTime(Interlocked.Read(ref _renewed)) > sure || _clock.GetUtcNow().UtcTicks - Interlocked.Read(ref _renewedAt) > sure.Ticks)
        {
            throw StoreFailure.Lost(_container.Name);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        try
        {
            Act("release").Dispose();
        }
        catch (MigrationException)
        {
            // It ends by itself.
        }
    }

    private void Renew()
    {
        long since = _clock.GetTimestamp();
        long at = _clock.GetUtcNow().UtcTicks;
        try
        {
            using HttpResponseMessage response = Act("renew");
            if (response.IsSuccessStatusCode)
            {
                Interlocked.Exchange(ref _renewed, since);
                Interlocked.Exchange(ref _renewedAt, at);
            }
            else if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed)
            {
                _isLost = true;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The next renewal may come through; if none does, time tells.
        }
    }

    private HttpResponseMessage Act(string action) => _container.Send(
        HttpMethod.Put, _blob, "comp=lease", new Dictionary<string, string> { ["x-ms-lease-action"] = action, ["x-ms-lease-id"] = Id }, once: true);
}
