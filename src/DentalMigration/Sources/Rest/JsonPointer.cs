namespace DentalMigration.Sources.Rest;

/// <summary>A JSON pointer (RFC 6901) as the names and numbers it goes by.</summary>
internal static class JsonPointer
{
    /// <summary><c>/data/items</c> → data, items; the empty pointer → nothing, which is the whole answer.</summary>
    public static IReadOnlyList<string> Parse(string? pointer) => string.IsNullOrEmpty(pointer)
        ? []
        : [.. pointer[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
}
