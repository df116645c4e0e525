using System.Collections.Concurrent;
using DentalMigration.Sources;
using DentalMigration.Systems;

namespace DentalMigration.Tests.Loading.Attachments;

/// <summary>
/// An export whose files come as from a database or over the network: only forwards, a little at a time, and perhaps without a size.
/// Remembers how often each was opened and how far it was read.
/// </summary>
internal sealed class StreamedSource(ISource inner, bool tellsLength) : ISource
{
    /// <summary>How often each file was opened, by reference.</summary>
    public ConcurrentDictionary<string, int> Opened { get; } = new();

    /// <summary>Bytes read of files, over all openings.</summary>
    public long Read { get; private set; }

    /// <summary>Length of the file that is made up, for a record that names <c>endless.dcm</c>.</summary>
    public long MadeUp { get; init; }

    /// <summary>Makes reading fail behind so many bytes.</summary>
    public long FailsAt { get; set; } = long.MaxValue;

    public SystemCatalog Catalog => inner.Catalog;

    public TimeZoneInfo TimeZone => inner.TimeZone;

    public string Name => inner.Name;

    public IReadOnlyList<SourceFile> Files => inner.Files;

    public IReadOnlyList<SourceFault> Faults => inner.Faults;

    public bool Has(string objectName) => inner.Has(objectName);

    IAsyncEnumerable<SourceRecord> ISource.Read(string objectName, CancellationToken cancellationToken) => inner.Read(objectName, cancellationToken);

    public long Size(string objectName) => inner.Size(objectName);

    public async Task<SourceAttachment> OpenAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default)
    {
        Opened.AddOrUpdate(reference, 1, (_, n) => n + 1);
        if (reference.EndsWith("endless.dcm", StringComparison.Ordinal))
        {
            return new SourceAttachment(new Forward(this, new MadeUpStream(MadeUp)), MadeUp);
        }

        SourceAttachment file = await inner.OpenAttachmentAsync(objectName, reference, cancellationToken);
        return new SourceAttachment(new Forward(this, file.Content), tellsLength ? file.Length : null);
    }

    public void Dispose() => inner.Dispose();

    private sealed class Forward(StreamedSource source, Stream stream) : Stream
    {
        private long _passed;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_passed >= source.FailsAt)
            {
                throw new InvalidOperationException("The connection was closed.");
            }

            int read = await stream.ReadAsync(buffer[..Math.Min(buffer.Length, 10_007)], cancellationToken);
            _passed += read;
            source.Read += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Files are read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            stream.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>A file that is nowhere: zeros.</summary>
    private sealed class MadeUpStream(long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, length - _position);
            Array.Clear(buffer, offset, read);
            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
