namespace DentalMigration.Dataverse;

/// <summary>A file as it comes, asked for again from where it broke off.</summary>
/// <param name="open">Asks for the file from an offset.</param>
/// <param name="offset">The first byte to hand out.</param>
/// <param name="length">The most bytes to hand out.</param>
/// <param name="maxRetries">How often in a row it is asked for again without a byte having come.</param>
internal sealed class DownloadStream(Func<long, CancellationToken, Task<Answer>> open, long offset, long? length, int maxRetries)
    : ForwardStream
{
    private readonly long _end = length is { } count ? offset + count : long.MaxValue;
    private long _position = offset;
    private Answer? _answer;
    private Stream? _body;
    private long? _size;
    private long _superfluous;
    private int _failures;

    /// <summary>Begins with the first answer.</summary>
    public async Task BeginAsync(Answer answer, CancellationToken ct)
    {
        _size = FileHeaders.SizeOf(answer);
        await TakeAsync(answer, ct);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Memory<byte> wanted = buffer[..(int)Math.Min(buffer.Length, _end - _position)];
        while (!wanted.IsEmpty)
        {
            try
            {
                Stream body = _body ?? await ReopenAsync(cancellationToken);
                bool skips = _superfluous > 0;
                int read = await body.ReadAsync(skips ? wanted[..(int)Math.Min(wanted.Length, _superfluous)] : wanted, cancellationToken);
                _superfluous -= skips ? read : 0;
                if (read == 0 || !skips)
                {
                    _failures = read > 0 ? 0 : _failures;
                    _position += read;
                    return read;
                }
            }
            catch (DataverseException e) when (e.IsTransient && _failures++ < maxRetries)
            {
                LetGo();
            }
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        LetGo();
        base.Dispose(disposing);
    }

    private async Task<Stream> ReopenAsync(CancellationToken ct)
    {
        Answer answer = await open(_position, ct);
        if (FileHeaders.SizeOf(answer) != _size)
        {
            answer.Dispose();
            throw new DataverseException(DataverseErrorCodes.InvalidResponse, "The file changed while it was downloaded.");
        }
        return await TakeAsync(answer, ct);
    }

    /// <summary>Takes an answer as the one to read from. One that is not partial begins at the file's first byte,
    /// whatever was asked for.</summary>
    private async Task<Stream> TakeAsync(Answer answer, CancellationToken ct)
    {
        _answer = answer;
        _superfluous = answer.Status == 206 ? 0 : _position;
        return _body = await answer.OpenAsync(limitEachRead: true, ct);
    }

    private void LetGo()
    {
        _body?.Dispose();
        _answer?.Dispose();
        (_body, _answer) = (null, null);
    }
}
