namespace DentalMigration.Dataverse;

/// <summary>One request within a <c>$batch</c>.</summary>
/// <param name="Method">The HTTP method. A PATCH without <paramref name="IfMatch"/> creates a missing row; see <see cref="Update"/>.</param>
/// <param name="Url">Relative to the API's root, or <c>$1</c> for the row that the first operation of the same change set makes.</param>
/// <param name="Body">A UTF-8 JSON object, or nothing.</param>
/// <param name="IfMatch">An ETag or <c>*</c>.</param>
/// <param name="IfNoneMatch"><c>*</c> to create only.</param>
public sealed record BatchOperation(
    HttpMethod Method, string Url, ReadOnlyMemory<byte> Body = default, string? IfMatch = null, string? IfNoneMatch = null) : BatchItem
{
    /// <summary>Further headers of this operation, by name.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Whether the operation may change something.</summary>
    public bool IsWrite => Method != HttpMethod.Get && Method != HttpMethod.Head;

    internal override IReadOnlyList<BatchOperation> Operations => [this];

    /// <summary>Creates a row.</summary>
    public static BatchOperation Create(string entitySet, ReadOnlyMemory<byte> row) => new(HttpMethod.Post, entitySet, row);

    /// <summary>Changes an existing row; never creates one.</summary>
    public static BatchOperation Update(string entitySet, Guid id, ReadOnlyMemory<byte> changes, string ifMatch = "*") =>
        new(HttpMethod.Patch, EntityUrl.Of(entitySet, id), changes, ifMatch);

    /// <summary>Deletes a row, of one version only when <paramref name="ifMatch"/> is given.</summary>
    public static BatchOperation Delete(string entitySet, Guid id, string? ifMatch = null) =>
        new(HttpMethod.Delete, EntityUrl.Of(entitySet, id), default, ifMatch);

    /// <summary>Reads.</summary>
    public static BatchOperation Get(string url) => new(HttpMethod.Get, url);
}
