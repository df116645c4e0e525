using System.Buffers;
using System.Security.Cryptography;
using DentalMigration.Sources;

namespace DentalMigration.Loading.Files;

/// <summary>
/// A file of the source as a stream that can go back, whatever the source's own can: within the last block from memory, further by opening
/// the file again. Hashes each byte the first time it passes, so that a checksum costs no reading of its own. Holds at most one block.
/// </summary>
internal sealed class ReplayStream : Stream
{
    /// <summary>Size of a block of an upload; a block that is sent again begins where the window does.</summary>
    public const int BlockSize = 4 * 1024 * 1024;

    private readonly Func<CancellationToken, Task<SourceAttachment>> _open;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private SourceAttachment _file;
    private long _at;
    private long _hashed;
    private long? _length;
    private byte[]? _window;
    private long _windowStart;
    private int _windowCount;

    private ReplayStream(Func<CancellationToken, Task<SourceAttachment>> open, SourceAttachment file) =>
        (_open, _file, _length) = (open, file, file.Length ?? (file.Content.CanSeek ? file.Content.Length : null));

    /// <summary>When the file was last changed; null where the source does not say.</summary>
    public DateTimeOffset? Modified => _file.Modified;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    /// <summary>The size in bytes; where the source does not say, known after <see cref="MeasureAsync"/>.</summary>
    public override long Length => _length ?? throw new InvalidOperationException("The file was not measured yet.");

    public override long Position { get; set; }

    /// <summary>Opens a file.</summary>
    /// <param name="open">Opens it at its start, any number of times.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    public static async Task<ReplayStream> OpenAsync(Func<CancellationToken, Task<SourceAttachment>> open, CancellationToken cancellationToken) =>
        new(open, await open(cancellationToken));

    /// <summary>Finds out the size by reading to the end, where the source does not tell it.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (_length is null)
        {
            await MoveAsync(long.MaxValue, cancellationToken);
            _length = _hashed;
        }
    }

    /// <summary>SHA-256 of the whole file; what did not pass yet is read.</summary>
    public async Task<byte[]> ChecksumAsync(CancellationToken cancellationToken)
    {
        if (_hashed < Length)
        {
            await MoveAsync(Length, cancellationToken);
        }

        return _hash.GetCurrentHash();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = Replay(buffer.Span);
        if (read == 0)
        {
            await MoveAsync(Position, cancellationToken);
            read = await PullAsync(buffer, cancellationToken);
        }

        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A file of the source is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _hash.Dispose();
        if (_window is not null)
        {
            ArrayPool<byte>.Shared.Return(_window);
            _window = null;
        }

        await base.DisposeAsync();
    }

    /// <summary>Copies what the window has of the bytes asked for.</summary>
    private int Replay(Span<byte> buffer)
    {
        long offset = Position - _windowStart;
        if (_window is null || offset < 0 || offset >= _windowCount)
        {
            return 0;
        }

        int count = (int)Math.Min(buffer.Length, _windowCount - offset);
        _window.AsSpan((int)offset, count).CopyTo(buffer);
        return count;
    }

    /// <summary>Brings the file to a position, or to its end. Bytes that were never read are read, since the checksum needs them.</summary>
    private async Task MoveAsync(long target, CancellationToken cancellationToken)
    {
        if (_at == target)
        {
            return;
        }

        if (_file.Content.CanSeek)
        {
            _at = Math.Min(_hashed, target);
            _file.Content.Position = _at;
        }
        else if (_at > target)
        {
            await _file.DisposeAsync();
            _file = await GuardAsync(() => new ValueTask<SourceAttachment>(_open(cancellationToken)));
            _at = 0;
        }

        byte[] skipped = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (_at < target)
            {
                int read = await PullAsync(skipped.AsMemory(0, (int)Math.Min(skipped.Length, target - _at)), cancellationToken);
                if (read == 0 && target != long.MaxValue)
                {
                    throw new EndOfStreamException("The file became shorter while it was read.");
                }

                if (read == 0)
                {
                    return;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(skipped);
        }
    }

    private async ValueTask<int> PullAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read = await GuardAsync(() => _file.Content.ReadAsync(buffer, cancellationToken));
        int fresh = (int)Math.Max(0, _at + read - _hashed);
        if (fresh > 0)
        {
            ReadOnlySpan<byte> passing = buffer.Span[(read - fresh)..read];
            _hash.AppendData(passing);
            Remember(passing);
            _hashed += fresh;
        }

        _at += read;
        return read;
    }

    /// <summary>Keeps bytes that just came, of a file that cannot seek, until their block is full and the next begins.</summary>
    private void Remember(ReadOnlySpan<byte> bytes)
    {
        if (_file.Content.CanSeek)
        {
            return;
        }

        _window ??= ArrayPool<byte>.Shared.Rent(BlockSize);
        long at = _hashed;
        while (!bytes.IsEmpty)
        {
            if (_windowCount == BlockSize)
            {
                (_windowStart, _windowCount) = (at, 0);
            }

            int count = Math.Min(bytes.Length, BlockSize - _windowCount);
            bytes[..count].CopyTo(_window.AsSpan(_windowCount));
            _windowCount += count;
            at += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Whatever a source throws while it is read is a file that cannot be read.</summary>
    private static async ValueTask<T> GuardAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is not (IOException or OperationCanceledException))
        {
            throw new IOException("The source failed while the file was read.", e);
        }
    }
}
