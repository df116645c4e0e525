namespace DentalMigration.Dataverse;

/// <summary>One request of the Web API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">Relative to the API's root (<c>contacts?$select=fullname</c>), or absolute within the organisation (a next link).</param>
public sealed record DataverseRequest(HttpMethod Method, string Url)
{
    /// <summary>The body, if any. It is kept until the answer has come, since a throttled request is sent again.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>The headers of a write.</summary>
    public WriteOptions? Options { get; init; }

    /// <summary>Further headers, by name.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Whether the request changes nothing, so that repeating it is harmless. GET and HEAD are reads by themselves.</summary>
    public bool IsRead { get; init; } = Method == HttpMethod.Get || Method == HttpMethod.Head;

    /// <summary>Whether repeating the request does no harm although it changes something, as it puts the same value in the same
    /// place. It is then repeated after transient failures like a read.</summary>
    public bool IsRepeatable { get; init; } = Method == HttpMethod.Get || Method == HttpMethod.Head;

    /// <summary>Makes the body anew for each attempt, where it is written straight to the wire; instead of <see cref="Body"/>.</summary>
    internal Func<HttpContent>? Content { get; init; }

    /// <summary>Whether the client may send the request again without being asked.</summary>
    internal bool MayRepeat => IsRead || IsRepeatable;

    /// <summary>What the request is about, without keys and queries, which may hold a patient's data: for messages.</summary>
    internal string Subject
    {
        get
        {
            string path = Url.Split('?', 2)[0];
            int root = path.IndexOf("/api/data/", StringComparison.Ordinal);
            string resource = root < 0 ? path : path[(root + "/api/data/v9.2/".Length)..];
            return $"{Method} {resource.Split('(', 2)[0]}";
        }
    }

    /// <summary>Whether an error status with a multipart body is an answer (<c>$batch</c>).</summary>
    internal bool AnswersInParts { get; init; }

    /// <summary>Whether a <c>$batch</c> ends at its first failure.</summary>
    internal bool StopsAtFailure { get; init; }
}
