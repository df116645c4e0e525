using System.Buffers;
using System.Text;

namespace DentalMigration.Dataverse;

/// <summary>Takes a multipart body apart while it comes, holding one part at a time.</summary>
internal sealed class MultipartReader(Stream stream, string boundary) : IDisposable
{
    private const int FirstSize = 16 * 1024;
    private readonly byte[] _delimiter = Encoding.UTF8.GetBytes("--" + boundary);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _start;
    private int _end;
    private bool _ended;
    private bool _inPart;
    private bool _done;

    /// <summary>Whether the part read last ended with the body, without a boundary after it.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next part, without the line break before its end, in memory of its own; <see langword="null"/> after the last one.
    /// A missing last boundary ends with the body.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken ct)
    {
        int scan = 0;
        while (!_done)
        {
            int at = Multipart.Find(Pending, _delimiter, scan);
            if (at < 0 && _ended)
            {
                (_done, IsCut) = (true, _inPart);
                return _inPart ? Pending.ToArray() : null;
            }
            if (at < 0 || !IsWhole(at))
            {
                scan = at < 0 ? Math.Max(0, Pending.Length - _delimiter.Length) : at;
                await FillAsync(ct);
                continue;
            }
            byte[]? part = _inPart ? Pending[..Multipart.LineBreakBefore(Pending, 0, at)].ToArray() : null;
            _done = Pending[(at + _delimiter.Length)..].StartsWith("--"u8);
            _start += Multipart.NextLine(Pending, at);
            _inPart = true;
            scan = 0;
            if (part is not null)
            {
                return part;
            }
        }
        return null;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private ReadOnlySpan<byte> Pending => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether enough has come to tell what stands after a delimiter.</summary>
    private bool IsWhole(int at)
    {
        ReadOnlySpan<byte> after = Pending[(at + _delimiter.Length)..];
        return _ended || after.StartsWith("--"u8) || after.Contains((byte)'\n');
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_end == _buffer.Length)
        {
            byte[] target = _start > _buffer.Length / 2 ? _buffer : ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Pending.CopyTo(target);
            if (target != _buffer)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = target;
            }
            (_start, _end) = (0, _end - _start);
        }
        int read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += read;
        _ended = read == 0;
    }
}
