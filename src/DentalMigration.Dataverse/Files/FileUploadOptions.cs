namespace DentalMigration.Dataverse;

/// <summary>How a file is uploaded.</summary>
public sealed record FileUploadOptions
{
    /// <summary>Whether in one request or in chunks; an annotation goes in blocks unless <see cref="FileTransfer.Single"/> is asked for.</summary>
    public FileTransfer Transfer { get; init; }

    /// <summary>How often the whole upload begins anew after its session was lost.</summary>
    public int MaxRestarts { get; init; } = 2;

    /// <summary>Told the bytes of the file sent so far; they go back when something has to be sent again.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>The session of an earlier upload of the same file that was broken off. What the service acknowledged then is not sent
    /// again; where it no longer knows the session, the upload begins anew.</summary>
    public UploadSession? Resume { get; init; }

    /// <summary>Told of the session when it begins and after each piece that the service acknowledged, before the next is sent, so that
    /// the caller can keep it. Not called for files that go in one request.</summary>
    public Action<UploadSession>? Acknowledged { get; init; }

    /// <summary>Headers of each request. Preconditions and the tag do not apply.</summary>
    public WriteOptions? Write { get; init; }

    /// <summary>The headers that go with the requests of an upload.</summary>
    internal WriteOptions? Headers => Write is null
        ? null
        : Write with { IfMatch = null, IfNoneMatch = null, ReturnRepresentation = false, Tag = null };
}
