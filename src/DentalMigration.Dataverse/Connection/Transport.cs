using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace DentalMigration.Dataverse;

/// <summary>One attempt of one request: signs it, sends it, reads the answer, and turns every failure into a <see cref="DataverseException"/>.</summary>
internal sealed class Transport : IDisposable
{
    private readonly DataverseConnection _connection;
    private readonly DataverseStatistics _statistics;
    private readonly HttpClient _http;
    private readonly TokenSource? _tokens;
    private readonly Uri _root;
    private int _dopHint;

    public Transport(DataverseConnection connection, DataverseStatistics statistics)
    {
        _connection = connection;
        _statistics = statistics;
        _root = connection.ApiRoot;
        _tokens = connection.Credential is { } credential ? new TokenSource(credential, connection.Url, connection.Clock) : null;
        _http = new HttpClient(connection.Handler ?? Sockets(connection), disposeHandler: connection.Handler is null)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Told how long each answer took, from sending until its head came; but for 429, which costs the user nothing.</summary>
    public event Action<TimeSpan, BudgetLeft>? Answered;

    /// <summary>The Web API's root.</summary>
    public Uri Root => _root;

    /// <summary>The degree of parallelism that the service last recommended.</summary>
    public int? DopHint => Volatile.Read(ref _dopHint) is > 0 and int hint ? hint : null;

    /// <summary>Sends the request and reads the answer to its end.</summary>
    public async Task<DataverseResponse> ExchangeAsync(DataverseRequest request, CancellationToken ct)
    {
        using Answer answer = await OpenAsync(request, ct);
        DataverseResponse response = await answer.ReadAsync(ct);
        return Soundness.Of(response) ? response : throw Failures.Damaged(request, response.Status);
    }

    /// <summary>Sends the request once; a second time only when its token was refused, which is before anything was done.</summary>
    /// <returns>An answer that is no error, its body still to be read; the caller disposes it.</returns>
    public async Task<Answer> OpenAsync(DataverseRequest request, CancellationToken ct)
    {
        Uri uri = Resolve(request);
        string? token = _tokens is null ? null : await _tokens.GetAsync(ct);
        Answer answer = await AttemptAsync(request, uri, token, ct);
        if (answer.Status == 401 && token is not null)
        {
            string? challenge = answer.Header("WWW-Authenticate");
            answer.Dispose();
            token = await _tokens!.RefreshAsync(token, challenge, ct);
            answer = await AttemptAsync(request, uri, token, ct);
        }
        if (IsAnswer(request, answer))
        {
            return answer;
        }
        using (answer)
        {
            throw ErrorReader.Read(request, await answer.ReadAsync(ct), _connection.Clock);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _tokens?.Dispose();
    }

    /// <summary>An address of this organisation; the token must not go to another.</summary>
    public Uri Resolve(DataverseRequest request)
    {
        Uri uri = new(_root, request.Url);
        return Uri.Compare(uri, _root, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? uri
            : throw new DataverseException(DataverseErrorCodes.ForeignUrl, "The request's address lies outside the organisation.");
    }

    private static bool IsAnswer(DataverseRequest request, Answer response)
    {
        bool inParts = request.AnswersInParts && Multipart.BoundaryOf(response.ContentType) is not null;
        bool repeatable = request.IsRead && (response.Status is 429 or >= 500);
        return response.Status is >= 200 and < 300 || (inParts && !repeatable);
    }

    private async Task<Answer> AttemptAsync(DataverseRequest request, Uri uri, string? token, CancellationToken ct)
    {
        Attempt attempt = new(request, _connection);
        using HttpRequestMessage message = Message(request, uri, token);
        _statistics.CountRequest();
        long started = _connection.Clock.GetTimestamp();
        try
        {
            HttpResponseMessage answer = await attempt.RunAsync(
                either => new ValueTask<HttpResponseMessage>(_http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either)),
                ct);
            NoteHint(answer);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
            {
                Answered?.Invoke(_connection.Clock.GetElapsedTime(started), BudgetLeft.Of(answer.Headers));
            }
            return new Answer(answer, attempt);
        }
        catch
        {
            attempt.Dispose();
            throw;
        }
    }

    private static HttpRequestMessage Message(DataverseRequest request, Uri uri, string? token)
    {
        string? tag = request.Options?.Tag;
        HttpRequestMessage message = new(request.Method, tag is null ? uri : new Uri(EntityUrl.With(uri.AbsoluteUri, "tag", tag)));
        HttpRequestHeaders headers = message.Headers;
        headers.TryAddWithoutValidation("OData-Version", "4.0");
        headers.TryAddWithoutValidation("OData-MaxVersion", "4.0");
        headers.TryAddWithoutValidation("Accept", "application/json");
        headers.TryAddWithoutValidation("User-Agent", "DentalMigration/0.1");
        foreach ((string name, string value) in request.Options?.Headers() ?? [])
        {
            headers.TryAddWithoutValidation(name, value);
        }
        foreach ((string name, string value) in request.Headers ?? new Dictionary<string, string>())
        {
            headers.TryAddWithoutValidation(name, value);
        }
        if (token is not null)
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        if (request.Content is not null)
        {
            message.Content = request.Content();
        }
        else if (request.Body is not null || !request.IsRead)
        {
            message.Content = new SegmentedContent(request.Body);
        }
        return message;
    }

    private void NoteHint(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues("x-ms-dop-hint", out IEnumerable<string>? values)
            && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out int hint))
        {
            Volatile.Write(ref _dopHint, hint);
        }
    }

    /// <summary>Cookies are off so that requests spread over the organisation's servers, each with its own limits
    /// (powerapps-docs, send-parallel-requests.md).</summary>
    private static SocketsHttpHandler Sockets(DataverseConnection connection) => new()
    {
        UseCookies = false,
        MaxConnectionsPerServer = connection.MaxConnections,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(30),
        AutomaticDecompression = DecompressionMethods.All,
        AllowAutoRedirect = false,
    };
}
