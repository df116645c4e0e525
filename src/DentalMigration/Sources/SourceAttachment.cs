namespace DentalMigration.Sources;

/// <summary>An opened file of the export. Dispose it to close it.</summary>
/// <param name="Content">The bytes, from the start; need not be able to seek.</param>
/// <param name="Length">Size in bytes; null where the source does not say before it is read.</param>
public sealed record SourceAttachment(Stream Content, long? Length) : IAsyncDisposable
{
    /// <summary>When the file was last changed; null where the source does not say.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
