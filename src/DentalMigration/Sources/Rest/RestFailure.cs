namespace DentalMigration.Sources.Rest;

/// <summary>A request failed in passing: the same one may succeed later.</summary>
/// <param name="hint">Why, without anything of the answer: <c>HTTP 502</c>.</param>
/// <param name="isThrottled">True where the server asked to wait.</param>
/// <param name="retryAfter">How long it asked for.</param>
internal sealed class RestFailure(string hint, bool isThrottled = false, TimeSpan? retryAfter = null) : Exception(hint)
{
    /// <summary>True where the server asked to wait.</summary>
    public bool IsThrottled { get; } = isThrottled;

    /// <summary>How long it asked for.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
