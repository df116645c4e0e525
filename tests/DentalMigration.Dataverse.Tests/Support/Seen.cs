using System.Text.Json;

namespace DentalMigration.Dataverse.Tests.Support;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Seen(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body's bytes.</summary>
    public byte[] Bytes { get; init; } = [];

    public JsonElement Json() => JsonElement.Parse(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
