using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Azure.Core;
using Polly;
using Polly.Retry;

namespace DentalMigration.Ledger.Store.Blob;

/// <summary>
/// The few operations of Azure Blob Storage that a ledger's store needs, over its REST interface (learn.microsoft.com/rest/api/storageservices, version
/// 2021-12-02). Calls block and are repeated where the network or the service fails for the moment; a lost answer is told from a refusal by the caller.
/// </summary>
internal sealed class BlobContainer : IDisposable
{
    private const string Version = "2021-12-02";

    private readonly BlobAddress _address;
    private readonly TokenCredential? _credential;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<HttpResponseMessage> _again;

    /// <param name="address">The container.</param>
    /// <param name="credential">Who signs in; null with a shared access signature, or where nobody needs to.</param>
    /// <param name="clock">The clock, for the waits between attempts.</param>
    public BlobContainer(BlobAddress address, TokenCredential? credential, TimeProvider clock)
    {
        (_address, _credential) = (address, credential);
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = TimeSpan.FromSeconds(100) };
        _again = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 6,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(400),
                MaxDelay = TimeSpan.FromSeconds(10),
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>().Handle<TaskCanceledException>().Handle<IOException>()
                    .HandleResult(r => r.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError),
            })
            .Build();
    }

    /// <summary>The container as the user named it.</summary>
    public string Name => _address.Name;

    /// <summary>Sends a request for a blob and gives back what came; only 401, 403 and what repeating did not help end in an exception.</summary>
    /// <param name="method">The method.</param>
    /// <param name="blob">The blob's name within the prefix; empty for the container.</param>
    /// <param name="query">The query, without the signature.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="body">The content; null for none.</param>
    /// <param name="once">True not to repeat it.</param>
    /// <exception cref="MigrationException"><c>LedgerStoreUnreachable</c>, <c>LedgerStoreRefused</c>, <c>LedgerStoreMissing</c> (the container).</exception>
    public HttpResponseMessage Send(
        HttpMethod method, string blob, string query = "", IReadOnlyDictionary<string, string>? headers = null, ReadOnlyMemory<byte>? body = null, bool once = false)
    {
        HttpResponseMessage response;
        try
        {
            response = once ? SendOnce(method, blob, query, headers, body) : _again.Execute(() => SendOnce(method, blob, query, headers, body));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            throw StoreFailure.Unreachable(Name, e, e is HttpRequestException { HttpRequestError: var why } ? why.ToString() : "no answer");
        }
        catch (Azure.Identity.AuthenticationFailedException e)
        {
            throw StoreFailure.Unreachable(Name, e, "the sign-in failed");
        }

        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw StoreFailure.Refused(Name, (int)response.StatusCode);
        }

        if (response.StatusCode == HttpStatusCode.NotFound && Code(response) is "ContainerNotFound" or "ResourceNotFound")
        {
            throw StoreFailure.Missing(Name);
        }

        return response.StatusCode >= HttpStatusCode.InternalServerError || response.StatusCode == HttpStatusCode.TooManyRequests
            ? throw StoreFailure.Unreachable(Name, null, string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}"))
            : response;
    }

    /// <summary>The same, for what must succeed.</summary>
    public HttpResponseMessage Demand(
        HttpMethod method, string blob, string query = "", IReadOnlyDictionary<string, string>? headers = null, ReadOnlyMemory<byte>? body = null)
    {
        HttpResponseMessage response = Send(method, blob, query, headers, body);
        return response.IsSuccessStatusCode ? response
            : Code(response).StartsWith("Lease", StringComparison.Ordinal) ? throw StoreFailure.Lost(Name)
            : throw StoreFailure.Unreachable(Name, null, string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode} {Code(response)}"));
    }

    /// <summary>Names of the blobs that begin so, within the prefix.</summary>
    public IReadOnlyList<string> List(string beginning)
    {
        var names = new List<string>();
        string marker = "";
        do
        {
            using HttpResponseMessage response = Demand(
                HttpMethod.Get, "", $"restype=container&comp=list&prefix={Uri.EscapeDataString(_address.Prefix + beginning)}&marker={Uri.EscapeDataString(marker)}");
            XElement page = Xml(response);
            names.AddRange(page.Descendants("Blob").Select(b => b.Element("Name")!.Value[_address.Prefix.Length..]));
            marker = page.Element("NextMarker")?.Value ?? "";
        }
        while (marker.Length > 0);
        return names;
    }

    /// <summary>The service's word for what is wrong.</summary>
    public static string Code(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ms-error-code", out IEnumerable<string>? codes) ? codes.First() : "";

    /// <summary>An answer's XML.</summary>
    public static XElement Xml(HttpResponseMessage response)
    {
        using Stream body = response.Content.ReadAsStream();
        return XElement.Load(body);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpResponseMessage SendOnce(
        HttpMethod method, string blob, string query, IReadOnlyDictionary<string, string>? headers, ReadOnlyMemory<byte>? body)
    {
        using var request = new HttpRequestMessage(method, _address.Of(blob, query));
        if (body is not null || method == HttpMethod.Put)
        {
            request.Content = new ReadOnlyMemoryContent(body ?? default);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        request.Headers.Add("x-ms-version", Version);
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (_credential is not null)
        {
            AccessToken token = _credential.GetToken(new TokenRequestContext(["https://storage.azure.com/.default"]), CancellationToken.None);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        }

        return _http.Send(request);
    }
}
