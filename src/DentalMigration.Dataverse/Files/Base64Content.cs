using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>A JSON object whose last member is a stretch of a file as base64, encoded while it is written: the body of UploadBlock, or
/// a whole file in <c>documentbody</c> (powerapps-docs, attachment-annotation-files.md).</summary>
internal sealed class Base64Content : HttpContent
{
    /// <summary>A multiple of three, so that only the last piece is padded.</summary>
    private const int PieceSize = 48 * 1024;
    private readonly UploadSource _source;
    private readonly long _offset;
    private readonly int _count;
    private readonly ReadOnlyMemory<byte> _head;

    /// <param name="source">The file.</param>
    /// <param name="offset">Where the stretch begins.</param>
    /// <param name="count">Its length in bytes.</param>
    /// <param name="name">The member that carries it.</param>
    /// <param name="others">Writes the members before it.</param>
    public Base64Content(UploadSource source, long offset, int count, string name, Action<Utf8JsonWriter> others)
    {
        (_source, _offset, _count) = (source, offset, count);
        _head = DefinitionJson.Object(json =>
        {
            others(json);
            json.WriteString(name, string.Empty);
        })[..^2];
        Headers.ContentType = MediaTypeHeaderValue.Parse(RequestBody.JsonType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(PieceSize));
        await stream.WriteAsync(_head, cancellationToken);
        for (int sent = 0; sent < _count;)
        {
            int length = Math.Min(PieceSize, _count - sent);
            await _source.ReadAsync(_offset + sent, buffer.AsMemory(0, length), cancellationToken);
            Base64.EncodeToUtf8InPlace(buffer, length, out int written);
            await stream.WriteAsync(buffer.AsMemory(0, written), cancellationToken);
            sent += length;
            _source.Report(_offset + sent);
        }
        await stream.WriteAsync("\"}"u8.ToArray(), cancellationToken);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _head.Length + Base64.GetMaxEncodedToUtf8Length(_count) + 2;
        return true;
    }
}
