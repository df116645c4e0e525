namespace DentalMigration.Dataverse.Tests.Support;

/// <summary>A file of a pattern that is never held in memory; it remembers the largest piece that was read at once.</summary>
internal sealed class PatternStream(long length) : Stream
{
    public int LargestRead { get; private set; }

    /// <summary>An offset at which reading fails.</summary>
    public long FailsAt { get; init; } = long.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public static byte At(long position) => (byte)((position * 31) ^ (position >> 13));

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Position >= FailsAt)
        {
            throw new IOException("The disk is gone.");
        }
        int read = (int)Math.Min(count, length - Position);
        for (int i = 0; i < read; i++)
        {
            buffer[offset + i] = At(Position + i);
        }
        Position += read;
        LargestRead = Math.Max(LargestRead, count);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
