namespace DentalMigration.Dataverse;

/// <summary>The service refused a request because of its protection limits.</summary>
/// <param name="retryAfter">How long the request waits before it goes again.</param>
public sealed class ThrottledEventArgs(TimeSpan retryAfter) : EventArgs
{
    /// <summary>How long the request waits before it goes again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
