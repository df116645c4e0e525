using System.Net;
using System.Net.Http.Headers;

namespace DentalMigration.Dataverse;

/// <summary>Writes a <see cref="RequestBody"/> straight into the request's stream, with its length known beforehand.</summary>
internal sealed class SegmentedContent : HttpContent
{
    private readonly RequestBody? _body;

    /// <param name="body">The body. A write without one still gets an empty content: sockets silently repeat a request without content
    /// when the connection closes before the answer, and a write must not be repeated unasked.</param>
    public SegmentedContent(RequestBody? body)
    {
        _body = body;
        if (body is not null)
        {
            Headers.ContentType = MediaTypeHeaderValue.Parse(body.ContentType);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> segment in _body?.Segments ?? [])
        {
            await stream.WriteAsync(segment, cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body?.Length ?? 0;
        return true;
    }
}
