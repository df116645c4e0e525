using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <summary>The answer to one operation of a <c>$batch</c>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="EntityId">The id in <c>OData-EntityId</c>, if any.</param>
/// <param name="Body">The body; operations of one change set share its memory.</param>
/// <param name="Error">The service's error for a status of 400 and above.</param>
/// <param name="ETag">The version, if the part told it.</param>
public sealed record BatchResult(int Status, Guid? EntityId, ReadOnlyMemory<byte> Body, DataverseError? Error, string? ETag)
{
    /// <summary>Whether the operation was carried out.</summary>
    public bool IsSuccess => Status is >= 200 and < 400;

    /// <summary>Whether the same operation may succeed later: throttled, unavailable or deadlocked.</summary>
    public bool IsTransient => !IsSuccess
        && (Status is 408 or 429 or 502 or 503 or 504 || DataverseErrorCodes.IsTransient(Error?.Code ?? string.Empty));

    /// <summary>How long a throttled part asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The part's headers, by name.</summary>
    internal IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The body as JSON.</summary>
    public JsonElement Json() => JsonElement.Parse(Body.Span);
}
