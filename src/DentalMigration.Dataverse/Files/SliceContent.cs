using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace DentalMigration.Dataverse;

/// <summary>A stretch of a file, written straight from its stream to the request's.</summary>
internal sealed class SliceContent : HttpContent
{
    private const int PieceSize = 64 * 1024;
    private readonly UploadSource _source;
    private readonly long _offset;
    private readonly long _count;

    /// <param name="source">The file.</param>
    /// <param name="offset">Where the stretch begins.</param>
    /// <param name="count">Its length in bytes.</param>
    /// <param name="isChunk">Whether a Content-Range tells its place in the file.</param>
    public SliceContent(UploadSource source, long offset, long count, bool isChunk)
    {
        (_source, _offset, _count) = (source, offset, count);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (isChunk)
        {
            Headers.ContentRange = new ContentRangeHeaderValue(offset, offset + count - 1, source.Length);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        for (long sent = 0; sent < _count;)
        {
            Memory<byte> piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, _count - sent));
            await _source.ReadAsync(_offset + sent, piece, cancellationToken);
            await stream.WriteAsync(piece, cancellationToken);
            sent += piece.Length;
            _source.Report(_offset + sent);
        }
        ArrayPool<byte>.Shared.Return(buffer);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _count;
        return true;
    }
}
