namespace DentalMigration.Dataverse;

/// <summary>The right to have one request under way, and the client of the user that it goes by. Dispose it when the answer has come.</summary>
public sealed class Lease : IDisposable
{
    private readonly Permit _permit;
    private readonly ConcurrencyGovernor _governor;

    internal Lease(Permit permit, ConcurrencyGovernor governor, DataverseClient client, DataverseClient waiting) =>
        (_permit, _governor, Client, Waiting) = (permit, governor, client, waiting);

    /// <summary>Sends by the user of this lease. Where the service throttles it throws at once (429, transient), so that the request can go by
    /// another user: acquire another lease.</summary>
    public DataverseClient Client { get; }

    /// <summary>The same user's client that waits where the service throttles: for requests that belong together, such as the blocks of a file.</summary>
    public DataverseClient Waiting { get; }

    /// <summary>Notes that a request succeeded, so that more may be under way.</summary>
    public void OnSuccess() => _governor.OnSuccess();

    /// <summary>Notes how a <c>$batch</c> went: where parts were throttled the user pauses for as long as they were told.</summary>
    public void OnAnswer(IReadOnlyList<BatchResult> results)
    {
        if (results.Where(r => r is { Status: 429, RetryAfter: not null }).MaxBy(r => r.RetryAfter) is { RetryAfter: { } time } refused)
        {
            _governor.OnThrottled(time, ProtectionLimit.Of(refused.Error));
        }
        else
        {
            _governor.OnSuccess();
        }
    }

    /// <summary>Gives the right back; once, however often it is called.</summary>
    public void Dispose() => _permit.Dispose();
}
