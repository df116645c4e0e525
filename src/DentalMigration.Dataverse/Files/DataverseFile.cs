namespace DentalMigration.Dataverse;

/// <summary>A file of a column while it is downloaded. Disposing it gives the connection back.</summary>
public sealed class DataverseFile : IAsyncDisposable, IDisposable
{
    internal DataverseFile(string? name, long? size, string? mimeType, Stream content) =>
        (Name, Size, MimeType, Content) = (name, size, mimeType, content);

    /// <summary>The file's name.</summary>
    public string? Name { get; }

    /// <summary>The size of the whole file in bytes, whatever part of it is downloaded.</summary>
    public long? Size { get; }

    /// <summary>Such as <c>application/pdf</c>.</summary>
    public string? MimeType { get; }

    /// <summary>The bytes, read asynchronously. Where the connection breaks off, it goes on from there in another request;
    /// a <see cref="DataverseException"/> tells that even this failed.</summary>
    public Stream Content { get; }

    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
