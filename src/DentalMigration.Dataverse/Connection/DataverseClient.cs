using System.Text.Json;
using Polly;

namespace DentalMigration.Dataverse;

/// <summary>
/// A client of one organisation's Web API. Safe for use by many threads at once.
/// Throttled requests wait exactly as long as the service asks and go again; reads are repeated after transient failures;
/// writes never are, unless nothing had been sent: their <see cref="DataverseException"/> says whether they are in doubt.
/// </summary>
public sealed partial class DataverseClient : IDisposable
{
    private readonly Transport _transport;
    private readonly ResiliencePipeline _pipeline;
    private readonly DataverseClient? _waiting;

    /// <exception cref="DataverseException"><c>InsecureUrl</c>: plain http to another machine.</exception>
    public DataverseClient(DataverseConnection connection)
    {
        connection.Validate();
        Connection = connection;
        Statistics = new DataverseStatistics();
        _transport = new Transport(connection, Statistics);
        _pipeline = RetryPipeline.Build(connection, Statistics, OnThrottled);
        Metadata = new MetadataClient(this, solution: null);
    }

    /// <summary>The same user over the same connections, which does not wait.</summary>
    private DataverseClient(DataverseClient waiting)
    {
        (Connection, Statistics, _transport, _waiting) = (waiting.Connection, waiting.Statistics, waiting._transport, waiting);
        _pipeline = RetryPipeline.WithoutWaiting(Connection, Statistics, waiting.OnThrottled);
        Metadata = new MetadataClient(this, solution: null);
    }

    /// <summary>Raised for each answer 429, before the wait; for a <see cref="ConcurrencyGovernor"/>.</summary>
    public event EventHandler<ThrottledEventArgs>? Throttled;

    /// <summary>Told how long each answer took that was not refused for the service's limits, and what it says is left of them, whoever of this user asked.</summary>
    internal event Action<TimeSpan, BudgetLeft>? Answered
    {
        add => _transport.Answered += value;
        remove => _transport.Answered -= value;
    }

    /// <summary>How the organisation is reached.</summary>
    public DataverseConnection Connection { get; }

    /// <summary>What this client has done so far.</summary>
    public DataverseStatistics Statistics { get; }

    /// <summary>The last <c>x-ms-dop-hint</c> seen: the parallelism that the service recommends (api-limits.md).</summary>
    public int? DegreeOfParallelismHint => _transport.DopHint;

    /// <summary>Reads and changes the definitions of tables.</summary>
    public MetadataClient Metadata { get; }

    /// <summary>Who is signed in, and where.</summary>
    public async Task<WhoAmI> WhoAmIAsync(CancellationToken ct)
    {
        JsonElement answer = (await SendAsync(new DataverseRequest(HttpMethod.Get, "WhoAmI"), ct)).Json();
        return new WhoAmI(Id("UserId"), Id("BusinessUnitId"), Id("OrganizationId"));

        Guid Id(string name) => answer.TryGetProperty(name, out JsonElement value) && value.TryGetGuid(out Guid id)
            ? id
            : throw new DataverseException(DataverseErrorCodes.InvalidResponse, $"The answer to WhoAmI lacks {name}.");
    }

    /// <summary>Sends a request and returns its answer, whose status is 2xx. A GET whose address is longer than the service takes
    /// goes within a <c>$batch</c>.</summary>
    /// <exception cref="DataverseException">The service answered with an error, or could not be reached, or did not answer.</exception>
    public Task<DataverseResponse> SendAsync(DataverseRequest request, CancellationToken ct) =>
        LongQuery.IsNeeded(request, _transport.Root)
        ? RunAsync((transport, token) => LongQueryAsync(transport, request, token), ct)
        : _pipeline.ExecuteAsync(
            static (state, token) => new ValueTask<DataverseResponse>(state._transport.ExchangeAsync(state.request, token)),
            (_transport, request),
            ct).AsTask();

    /// <summary>
    /// A client of the same user over the same connections and with the same statistics that throws where the service throttles, instead of
    /// waiting: the exception is transient and says how long to wait, and <see cref="Throttled"/> of this client is raised. It lives no longer than this one.
    /// </summary>
    public DataverseClient WithoutWaiting() => new(_waiting ?? this);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        if (_waiting is null)
        {
            _transport.Dispose();
        }
    }

    private void OnThrottled(ThrottledEventArgs refusal) => Throttled?.Invoke(this, refusal);

    /// <summary>Runs one exchange, and again as often as its failures allow.</summary>
    private Task<T> RunAsync<T>(Func<Transport, CancellationToken, Task<T>> exchange, CancellationToken ct) => _pipeline.ExecuteAsync(
        static (state, token) => new ValueTask<T>(state.exchange(state._transport, token)), (_transport, exchange), ct).AsTask();
}
