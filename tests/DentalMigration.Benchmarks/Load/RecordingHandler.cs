using System.Net;

namespace DentalMigration.Benchmarks.Load;

/// <summary>Lets everything through, and writes every request that is no read into a file, in the order of their sending.</summary>
internal sealed class RecordingHandler(string path) : DelegatingHandler(new SocketsHttpHandler
{
    UseCookies = false,
    AutomaticDecompression = DecompressionMethods.All,
    AllowAutoRedirect = false,
})
{
    private readonly BinaryWriter _file = new(File.Create(path));
    private readonly Lock _gate = new();

    /// <summary>Whether it records.</summary>
    public bool IsOn { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsOn && request.Method == HttpMethod.Post && request.Content is { } content)
        {
            byte[] body = await content.ReadAsByteArrayAsync(cancellationToken);
            string url = request.RequestUri!.PathAndQuery;
            if (!url.EndsWith("/$batch", StringComparison.Ordinal) || Writes(body))
            {
                lock (_gate)
                {
                    Recording.Write(_file, new RecordedRequest(url, content.Headers.ContentType!.ToString(), [.. Headers(request)], body));
                }
            }
        }
        else if (IsOn && request.Method != HttpMethod.Get)
        {
            throw new InvalidOperationException($"The load sent {request.Method} {request.RequestUri!.AbsolutePath}, which the floor could not repeat.");
        }

        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A batch of reads alone is no write.</summary>
    private static bool Writes(ReadOnlySpan<byte> batch) =>
        batch.IndexOf("\r\nPOST "u8) >= 0 || batch.IndexOf("\r\nPATCH "u8) >= 0 || batch.IndexOf("\r\nDELETE "u8) >= 0;

    /// <summary>What changes the service's work: the bypassing of logic and flows.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Headers(HttpRequestMessage request) =>
        from header in request.Headers
        where header.Key.StartsWith("MSCRM.", StringComparison.OrdinalIgnoreCase) || header.Key is "Prefer" or "OData-Version" or "OData-MaxVersion" or "Accept"
        select new KeyValuePair<string, string>(header.Key, string.Join(", ", header.Value));
}
