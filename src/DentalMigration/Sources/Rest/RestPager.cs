using System.Globalization;
using DentalMigration.Sources.Profiles;

namespace DentalMigration.Sources.Rest;

/// <summary>Goes from one page's address to the next.</summary>
/// <param name="client">The endpoint, which no link leads out of.</param>
/// <param name="place">The path and how it is paged.</param>
/// <param name="paging">How it is paged.</param>
internal sealed class RestPager(RestClient client, ProfileObject place, ProfilePaging paging)
{
    private int _number = paging.First ?? (paging.Kind == PagingKind.Page ? 1 : 0);

    /// <summary>JSON pointer to what leads to the next page, where the answer's body holds it.</summary>
    public string? Pointer => paging.Kind is PagingKind.Cursor or PagingKind.Link ? paging.Next : null;

    /// <summary>The first page's address.</summary>
    /// <exception cref="MigrationException"><c>ProfileInvalid</c>: the path leads to another server.</exception>
    public Uri First()
    {
        Uri url = Uri.TryCreate(client.Base, place.Path!.TrimStart('/'), out Uri? found) && client.IsOwn(found) ? found : throw new MigrationException(
            "ProfileInvalid", $"The path of object '{place.Object}' in the source profile leads to another server. Give it relative to the endpoint's address.");
        return paging.Kind is PagingKind.Page or PagingKind.Offset ? Numbered(Sized(url)) : Sized(url);
    }

    /// <summary>The address of the page after one that is read, or null where that was the last.</summary>
    /// <param name="current">The address it was read from.</param>
    /// <param name="page">The page, its last record taken.</param>
    /// <param name="count">How many records it had.</param>
    /// <exception cref="MigrationException"><c>SourcePagingStuck</c>; <c>SourceLinkOutside</c>.</exception>
    public Uri? Next(Uri current, JsonPage page, int count)
    {
        Uri? next = paging.Kind switch
        {
            PagingKind.Page when count > 0 => Count(1),
            PagingKind.Offset when count > 0 => Count(count),
            PagingKind.Cursor when !string.IsNullOrEmpty(page.Next) => With(Sized(Plain()), paging.Parameter!, page.Next),
            PagingKind.Link => Linked(current, paging.Next is null ? LinkHeader.Next(page.Response) : page.Next),
            _ => null,
        };
        return next == current ? throw Stuck() : next;
    }

    /// <summary>The one error for a server that gives the same page for ever.</summary>
    public MigrationException Stuck() => new(
        "SourcePagingStuck", $"'{place.Path}' gives the same page again. Correct the paging of object '{place.Object}' in the source profile.");

    private Uri Count(int more)
    {
        _number += more;
        return Numbered(Sized(Plain()));
    }

    private Uri? Linked(Uri current, string? link)
    {
        if (string.IsNullOrEmpty(link))
        {
            return null;
        }

        return Uri.TryCreate(current, link, out Uri? next) && client.IsOwn(next) ? next : throw new MigrationException(
            "SourceLinkOutside", $"'{place.Path}' links to another server for its next page. It is not followed, since the credentials would go there.");
    }

    private Uri Plain() => new(client.Base, place.Path!.TrimStart('/'));

    private Uri Numbered(Uri url) => With(url, paging.Parameter!, _number.ToString(CultureInfo.InvariantCulture));

    private Uri Sized(Uri url) => paging is { SizeParameter: { } name, Size: { } size }
        ? With(url, name, size.ToString(CultureInfo.InvariantCulture))
        : url;

    private static Uri With(Uri url, string name, string value)
    {
        var builder = new UriBuilder(url);
        string query = $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
        builder.Query = builder.Query.Length > 1 ? $"{builder.Query[1..]}&{query}" : query;
        return builder.Uri;
    }
}
