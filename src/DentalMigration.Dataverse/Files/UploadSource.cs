namespace DentalMigration.Dataverse;

/// <summary>The file to be uploaded, read by position, so that any stretch of it can be sent again, and so that an attempt given up
/// while it was still sending cannot disturb the next one.</summary>
internal sealed class UploadSource : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Stream _stream;
    private readonly long _start;
    private readonly IProgress<long>? _progress;

    /// <param name="stream">From where it stands to its end; it must seek. It stays open.</param>
    /// <param name="progress">Told the bytes sent.</param>
    public UploadSource(Stream stream, IProgress<long>? progress)
    {
        if (!stream.CanRead || !stream.CanSeek)
        {
            throw new ArgumentException("An upload may have to begin anew, so its stream must be able to seek.", nameof(stream));
        }
        (_stream, _start, _progress) = (stream, stream.Position, progress);
        Length = stream.Length - _start;
    }

    /// <summary>The length of the file in bytes.</summary>
    public long Length { get; }

    /// <summary>Fills the buffer from an offset of the file.</summary>
    /// <exception cref="DataverseException"><c>SourceUnreadable</c>: the file cannot be read, or became shorter.</exception>
    public async ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            _stream.Position = _start + offset;
            await _stream.ReadExactlyAsync(buffer, ct);
        }
        catch (IOException e)
        {
            throw new DataverseException(DataverseErrorCodes.SourceUnreadable, "The file to be uploaded cannot be read to its end.", e);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Tells how much of the file has been sent.</summary>
    public void Report(long sent) => _progress?.Report(sent);

    public void Dispose() => _gate.Dispose();
}
