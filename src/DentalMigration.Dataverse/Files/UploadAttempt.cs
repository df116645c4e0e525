namespace DentalMigration.Dataverse;

/// <summary>Begins an upload anew when its session is lost: after a failure that passes, or when a piece had to be sent twice and
/// the service, which may have taken it the first time, then refused it.</summary>
internal sealed class UploadAttempt(DataverseConnection connection, FileUploadOptions options)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private bool _sentTwice;

    /// <summary>Runs the upload from its start, and again as often as is allowed and makes sense.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> upload, CancellationToken ct)
    {
        for (int restarts = 0; ; restarts++)
        {
            try
            {
                _sentTwice = false;
                return await upload();
            }
            catch (DataverseException e) when (restarts < options.MaxRestarts && MayRestart(e))
            {
                await Task.Delay(e.RetryAfter ?? FirstWait * (1 << restarts), connection.Clock, ct);
            }
        }
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

    private bool MayRestart(DataverseException e) => e.IsTransient
        || (_sentTwice && e.Status is 400 or 404 or 409 or 410 or 412 or 416 && !IsFinal(e.Code));

    /// <summary>Whether the service refused the file itself.</summary>
    private static bool IsFinal(string code) =>
        new[]
        {
            DataverseErrorCodes.AttachmentTooLarge,
            DataverseErrorCodes.BlockedExtension,
            DataverseErrorCodes.ChunkedTransferNotSupported,
        }.Contains(code, StringComparer.OrdinalIgnoreCase);
}
