namespace DentalMigration.Sources.Profiles;

/// <summary>How a REST endpoint hands out more records than one answer holds.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Parameter">Query parameter that carries the page's number, the offset or the cursor.</param>
/// <param name="SizeParameter">Query parameter that carries how many records are asked for; null where none is sent.</param>
/// <param name="Size">How many records are asked for.</param>
/// <param name="First">Number of the first page, or the first offset; null for 1 of pages and 0 of offsets.</param>
/// <param name="Next">JSON pointer to the next cursor, or to the next link. Of links, null means the Link header (RFC 8288).</param>
public sealed record ProfilePaging(
    PagingKind Kind,
    string? Parameter = null,
    string? SizeParameter = null,
    int? Size = null,
    int? First = null,
    string? Next = null);

/// <summary>The ways of paging. All end at a page without records, and none at a short one: a server may give fewer than asked for.</summary>
public enum PagingKind
{
    /// <summary>One answer holds all.</summary>
    None,

    /// <summary>Pages are numbered.</summary>
    Page,

    /// <summary>The next page starts after the records received so far.</summary>
    Offset,

    /// <summary>Each answer holds a word that the next request repeats; it ends where there is none.</summary>
    Cursor,

    /// <summary>Each answer holds the next request's address; it ends where there is none.</summary>
    Link,
}
