using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using DentalMigration.Sources.Profiles;

namespace DentalMigration.Sources.Rest;

/// <summary>
/// The records of one path, page after page. Where a connection breaks off within a page, the page is asked for again and the records that
/// were given are passed over, if they are still the same.
/// </summary>
/// <param name="client">The endpoint.</param>
/// <param name="place">The path.</param>
/// <param name="paging">How it is paged.</param>
internal sealed class RestPages(RestClient client, ProfileObject place, ProfilePaging paging)
{
    /// <summary>All records from the first page. Dispose each.</summary>
    /// <exception cref="MigrationException"><c>SignInFailed</c>, <c>SourcePathNotFound</c>, <c>SourceUnreachable</c>, <c>SourceMalformed</c>,
    /// <c>SourceChanged</c>, <c>SourcePagingStuck</c>, <c>SourceLinkOutside</c>.</exception>
    public async IAsyncEnumerable<JsonDocument> RecordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pager = new RestPager(client, place, paging);
        byte[] before = [];
        for (Uri? url = pager.First(); url is not null;)
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            int count = 0;
            int breaks = 0;
            JsonPage page = await OpenAsync(url, pager, cancellationToken);
            try
            {
                while (true)
                {
                    JsonDocument? record;
                    try
                    {
                        record = await TakeAsync(page, cancellationToken);
                    }
                    catch (IOException) when (++breaks <= client.MaxRetries)
                    {
                        await page.DisposeAsync();
                        page = await OpenAsync(url, pager, cancellationToken);
                        await PassAsync(page, count, digest.GetCurrentHash(), cancellationToken);
                        continue;
                    }

                    if (record is null)
                    {
                        break;
                    }

                    count++;
                    digest.AppendData(JsonMarshal.GetRawUtf8Value(record.RootElement));
                    yield return record;
                }

                byte[] content = digest.GetCurrentHash();
                if (count > 0 && paging.Kind is PagingKind.Page or PagingKind.Offset && content.AsSpan().SequenceEqual(before))
                {
                    throw pager.Stuck();
                }

                before = content;
                url = pager.Next(url, page, count);
            }
            finally
            {
                await page.DisposeAsync();
            }
        }
    }

    private async Task PassAsync(JsonPage page, int count, byte[] expected, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < count; i++)
        {
            using JsonDocument? record = await TakeAsync(page, cancellationToken);
            if (record is not null)
            {
                digest.AppendData(JsonMarshal.GetRawUtf8Value(record.RootElement));
            }
        }

        if (!digest.GetCurrentHash().AsSpan().SequenceEqual(expected))
        {
            throw new MigrationException(
                "SourceChanged", $"The records of '{place.Path}' changed while a lost connection was made again. Keep the practice from writing, and read again.");
        }
    }

    private async ValueTask<JsonDocument?> TakeAsync(JsonPage page, CancellationToken cancellationToken)
    {
        try
        {
            JsonDocument? record = await page.NextAsync(cancellationToken);
            return record?.RootElement.ValueKind is null or JsonValueKind.Object ? record : throw Malformed("a record that is no JSON object");
        }
        catch (JsonException)
        {
            throw Malformed("no whole JSON");
        }
    }

    private Task<JsonPage> OpenAsync(Uri url, RestPager pager, CancellationToken cancellationToken) => client.GetAsync(
        url,
        "application/json",
        async (response, stop) =>
        {
            if (Refusal(response) is { } refusal)
            {
                response.Dispose();
                throw refusal;
            }

            return await JsonPage.StartAsync(response, place.Items, pager.Pointer, client.Clock, stop);
        },
        cancellationToken);

    private MigrationException? Refusal(HttpResponseMessage response)
    {
        string? type = response.Content.Headers.ContentType?.MediaType;
        return (int)response.StatusCode switch
        {
            401 or 403 => new MigrationException("SignInFailed", $"'{client.Base.Host}' refuses the credentials for '{place.Path}'. Check them and their rights."),
            404 or 410 => new MigrationException("SourcePathNotFound", $"'{client.Base.Host}' has no '{place.Path}'. Correct the path of object '{place.Object}' in the source profile."),
            >= 300 and < 400 => new MigrationException("SourceMoved", $"'{place.Path}' has moved. Give the address it moved to; credentials are not taken there unasked."),
            not (>= 200 and < 300) => new MigrationException("SourceRefused", $"'{client.Base.Host}' refuses '{place.Path}' (HTTP {(int)response.StatusCode}). Check the path and its parameters in the source profile."),
            _ when type is null || !(type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)) =>
                new MigrationException("SourceMalformed", $"'{place.Path}' answers with {type ?? "no content type"} and not with JSON. Check that the path is the API's, not a page for people."),
            _ => null,
        };
    }

    private MigrationException Malformed(string what) =>
        new("SourceMalformed", $"'{place.Path}' answers with {what}. Check the path and 'items' of object '{place.Object}' in the source profile.");
}
