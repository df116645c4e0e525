namespace DentalMigration.Dataverse;

/// <summary>How a file is uploaded.</summary>
public sealed record FileUploadOptions
{
    /// <summary>Whether in one request or in chunks; an annotation always goes in blocks.</summary>
    public FileTransfer Transfer { get; init; }

    /// <summary>How often the whole upload begins anew after its session was lost.</summary>
    public int MaxRestarts { get; init; } = 2;

    /// <summary>Told the bytes of the file sent so far; they go back when something has to be sent again.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>Headers of each request. Preconditions and the tag do not apply.</summary>
    public WriteOptions? Write { get; init; }

    /// <summary>The headers that go with the requests of an upload.</summary>
    internal WriteOptions? Headers => Write is null
        ? null
        : Write with { IfMatch = null, IfNoneMatch = null, ReturnRepresentation = false, Tag = null };
}
