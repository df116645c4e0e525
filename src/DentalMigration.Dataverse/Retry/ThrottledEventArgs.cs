namespace DentalMigration.Dataverse;

/// <summary>The service refused a request because of its protection limits.</summary>
/// <param name="retryAfter">How long the request waits before it goes again.</param>
/// <param name="limit">The limit that was passed, if the service named one.</param>
public sealed class ThrottledEventArgs(TimeSpan retryAfter, ProtectionLimit? limit) : EventArgs
{
    /// <summary>The limit that was passed, if the service named one.</summary>
    public ProtectionLimit? Limit { get; } = limit;

    /// <summary>How long the request waits before it goes again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
