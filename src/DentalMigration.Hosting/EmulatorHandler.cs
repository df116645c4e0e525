using System.Net;
using DentalMigration.Emulator;

namespace DentalMigration.Hosting;

/// <summary>Carries requests of an <see cref="HttpClient"/> to an embedded Dataverse in the same process: the same bytes, no socket.</summary>
/// <param name="dataverse">The embedded Dataverse; not disposed with the handler.</param>
public sealed class EmulatorHandler(EmbeddedDataverse dataverse) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        AddHeaders(headers, request.Headers);
        Stream body = Stream.Null;
        if (request.Content is not null)
        {
            AddHeaders(headers, request.Content.Headers);
            body = await request.Content.ReadAsStreamAsync(cancellationToken);
        }

        await using (body)
        {
            EmulatorResponse answer = await dataverse.HandleAsync(
                new EmulatorRequest(request.Method.Method, request.RequestUri!, headers, body), cancellationToken);
            return answer.Aborted
                ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "The embedded Dataverse dropped the connection.")
                : Convert(answer, request);
        }
    }

    /// <summary>A body that ends before the length told of it, as when the connection was closed.</summary>
    private sealed class BrokenBody(ReadOnlyMemory<byte> body) : MemoryStream(body.ToArray())
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer) is > 0 and int read ? read : throw Ended();

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and int read ? read : throw Ended();

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => Task.FromException(Ended());

        private static HttpIOException Ended() => new(HttpRequestError.ResponseEnded, "The embedded Dataverse closed the connection within an answer.");
    }

    private static void AddHeaders(List<KeyValuePair<string, string>> list, System.Net.Http.Headers.HttpHeaders headers)
    {
        foreach (KeyValuePair<string, System.Net.Http.Headers.HeaderStringValues> header in headers.NonValidated)
        {
            list.Add(new KeyValuePair<string, string>(header.Key, header.Value.ToString()));
        }
    }

    private static HttpResponseMessage Convert(EmulatorResponse answer, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.StatusCode)
        {
            RequestMessage = request,
            Content = answer.DeclaredLength is null ? new ReadOnlyMemoryContent(answer.Body) : new StreamContent(new BrokenBody(answer.Body)),
        };
        foreach ((string name, string value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
