namespace DentalMigration.Dataverse;

/// <summary>The bytes of a request in pieces that are written one after the other, as often as the request is sent.</summary>
/// <param name="ContentType">The Content-Type header.</param>
/// <param name="Segments">The pieces; none is copied.</param>
public sealed record RequestBody(string ContentType, IReadOnlyList<ReadOnlyMemory<byte>> Segments)
{
    /// <summary>The media type of rows.</summary>
    public const string JsonType = "application/json; charset=utf-8";

    /// <summary>The length of the whole body in bytes.</summary>
    public long Length { get; } = Segments.Sum(segment => (long)segment.Length);

    /// <summary>A body of one UTF-8 JSON text.</summary>
    public static RequestBody Json(ReadOnlyMemory<byte> utf8) => new(JsonType, [utf8]);
}
