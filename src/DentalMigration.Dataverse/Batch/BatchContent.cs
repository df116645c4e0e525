using System.Net;
using System.Net.Http.Headers;

namespace DentalMigration.Dataverse;

/// <summary>Writes a <c>$batch</c> straight into the request's stream. Its length is counted beforehand,
/// without keeping what is counted.</summary>
internal sealed class BatchContent : HttpContent
{
    private readonly BatchWriter _writer;

    public BatchContent(BatchWriter writer)
    {
        _writer = writer;
        Headers.ContentType = MediaTypeHeaderValue.Parse(writer.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> piece in _writer.Pieces())
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _writer.Length;
        return true;
    }
}
