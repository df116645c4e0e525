using System.Buffers;
using System.Buffers.Text;

namespace DentalMigration.Dataverse;

/// <summary>The bytes of a text in base64, decoded while it is read.</summary>
internal sealed class Base64Stream(Stream text) : ForwardStream
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _pending;
    private bool _isAtEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_start == _end && !_isAtEnd && !buffer.IsEmpty)
        {
            await FillAsync(cancellationToken);
        }
        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer.Span);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        text.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Reads text behind what is left of a group of four, and decodes the whole groups in place.</summary>
    private async Task FillAsync(CancellationToken ct)
    {
        _buffer.AsSpan(_end, _pending).CopyTo(_buffer);
        int read = await text.ReadAsync(_buffer.AsMemory(_pending), ct);
        _isAtEnd = read == 0;
        int length = _pending + read;
        int groups = _isAtEnd ? length : length - (length % 4);
        _pending = length - groups;
        byte[] rest = _buffer[groups..length];
        if (Base64.DecodeFromUtf8InPlace(_buffer.AsSpan(0, groups), out int written) != OperationStatus.Done)
        {
            throw new DataverseException(DataverseErrorCodes.InvalidResponse, "The file that the service sent is not base64.");
        }
        (_start, _end) = (0, written);
        rest.CopyTo(_buffer, written);
    }
}
