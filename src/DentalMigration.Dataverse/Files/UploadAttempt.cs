namespace DentalMigration.Dataverse;

/// <summary>Keeps an upload's session and carries the upload on after failures: from the last acknowledged piece after one that passes,
/// anew when the service no longer knows the session, or refuses a piece that had to be sent twice and may have been taken the
/// first time.</summary>
internal sealed class UploadAttempt(DataverseConnection connection, FileUploadOptions options)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private bool _resumed = options.Resume is not null;
    private bool _sentTwice;

    /// <summary>The session to go on with; <see langword="null"/> where one is still to begin.</summary>
    public UploadSession? Session { get; private set; } = options.Resume;

    /// <summary>Runs the upload from its start, and again as often as is allowed and makes sense.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> upload, CancellationToken ct)
    {
        for (int restarts = 0; ;)
        {
            try
            {
                return await upload();
            }
            catch (DataverseException e) when (_resumed && IsRefusal(e))
            {
                Forget();
            }
            catch (DataverseException e) when (restarts < options.MaxRestarts && (e.IsTransient || (_sentTwice && IsRefusal(e))))
            {
                if (e.IsTransient)
                {
                    _sentTwice = true;
                }
                else
                {
                    Forget();
                }
                await Task.Delay(e.RetryAfter ?? FirstWait * (1 << restarts++), connection.Clock, ct);
            }
        }
    }

    /// <summary>Notes the session that the service began.</summary>
    public UploadSession Begin(string token, int blockSize)
    {
        Session = new UploadSession(token, blockSize, 0);
        options.Acknowledged?.Invoke(Session);
        return Session;
    }

    /// <summary>Notes that the service has the file up to here.</summary>
    public void Acknowledge(long bytes)
    {
        Session = Session! with { Acknowledged = bytes };
        options.Acknowledged?.Invoke(Session);
    }

    /// <summary>Counts the attempts of one piece by the bodies made for it.</summary>
    public Func<HttpContent> Counting(Func<HttpContent> content)
    {
        int made = 0;
        return () =>
        {
            _sentTwice |= ++made > 1;
            return content();
        };
    }

    private void Forget()
    {
        Session = null;
        _resumed = false;
        _sentTwice = false;
    }

    /// <summary>Whether the service may have refused the session, and not the file itself.</summary>
    private static bool IsRefusal(DataverseException e) => e is { IsTransient: false, Status: 400 or 404 or 409 or 410 or 412 or 416 }
        && !new[]
        {
            DataverseErrorCodes.AttachmentTooLarge,
            DataverseErrorCodes.BlockedExtension,
            DataverseErrorCodes.ChunkedTransferNotSupported,
        }.Contains(e.Code, StringComparer.OrdinalIgnoreCase);
}
