using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace DentalMigration.Sources.Rest;

/// <summary>
/// Gets answers of one endpoint: a few at a time, again after what fails in passing, and waiting as long as a busy server asks for.
/// Credentials go to the endpoint's own origin and nowhere else; redirections are not followed with them.
/// </summary>
internal sealed class RestClient : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly RestOptions _options;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _slots;
    private readonly ResiliencePipeline _retry;

    /// <exception cref="MigrationException"><c>InsecureUrl</c>.</exception>
    public RestClient(RestOptions options)
    {
        if (!IsSafe(options.Base))
        {
            throw new MigrationException("InsecureUrl", $"'{options.Base}' is no https address. Plain http is for this machine only, since patients' data would travel readably.");
        }

        _options = options;
        Base = options.Base.AbsolutePath.EndsWith('/') ? options.Base : new UriBuilder(options.Base) { Path = options.Base.AbsolutePath + "/" }.Uri;
        _slots = new SemaphoreSlim(options.Parallelism);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        });
        _retry = Pipeline(options);
    }

    /// <summary>What paths are relative to; ends with a slash.</summary>
    public Uri Base { get; }

    /// <summary>What waiting goes by.</summary>
    public TimeProvider Clock => _options.Clock;

    /// <summary>How often one page may break off.</summary>
    public int MaxRetries => _options.MaxRetries;

    /// <summary>True where the address is of the endpoint itself, so that credentials may go there.</summary>
    public bool IsOwn(Uri url) => Uri.Compare(url, Base, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>True where the address is https, or of this machine.</summary>
    public static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);

    /// <summary>Sends a request and takes its answer; both are repeated together.</summary>
    /// <param name="url">The address.</param>
    /// <param name="accept">The content that is wanted.</param>
    /// <param name="take">Takes an answer, whatever its status that is not thought of as passing. Owns it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException"><c>SourceUnreachable</c> after the last try.</exception>
    public async Task<T> GetAsync<T>(
        Uri url, string accept, Func<HttpResponseMessage, CancellationToken, ValueTask<T>> take, CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.ExecuteAsync(token => TryAsync(url, accept, take, token), cancellationToken);
        }
        catch (RestFailure e)
        {
            throw new MigrationException(
                "SourceUnreachable", $"'{Base.Host}' does not answer ({e.Message}). Check the address and that the server runs, then go on.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _slots.Dispose();
    }

    private async ValueTask<T> TryAsync<T>(
        Uri url, string accept, Func<HttpResponseMessage, CancellationToken, ValueTask<T>> take, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.ParseAdd(accept);
            if (IsOwn(url))
            {
                _options.SignIn.Apply(request);
            }

            HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (Passing(response) is { } failure)
            {
                response.Dispose();
                throw failure;
            }

            return await take(response, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new RestFailure(e is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http ? http.HttpRequestError.ToString() : "ConnectionLost");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RestFailure("Timeout");
        }
        finally
        {
            _slots.Release();
        }
    }

    private RestFailure? Passing(HttpResponseMessage response)
    {
        TimeSpan? wait = Wait(response.Headers.RetryAfter);
        string hint = $"HTTP {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => new RestFailure(hint, isThrottled: true, wait),
            HttpStatusCode.ServiceUnavailable => new RestFailure(hint, isThrottled: wait is not null, wait),
            HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => new RestFailure(hint),
            _ => null,
        };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - Clock.GetUtcNow() is { Ticks: > 0 } left => left,
        { Date: not null } => TimeSpan.Zero,
        _ => null,
    };

    private static ResiliencePipeline Pipeline(RestOptions options)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = options.Clock };
        builder.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is RestFailure { IsThrottled: true }),
            MaxRetryAttempts = int.MaxValue,
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>((args.Outcome.Exception as RestFailure)?.RetryAfter ?? Backoff(args.AttemptNumber)),
        });
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is RestFailure { IsThrottled: false }),
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = LongestWait,
            });
        }

        return builder.Build();
    }

    private static TimeSpan Backoff(int attempt) =>
        attempt >= 6 ? LongestWait : TimeSpan.FromSeconds(Math.Min(1 << attempt, LongestWait.TotalSeconds));
}
