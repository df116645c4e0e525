using System.Net;
using System.Runtime.CompilerServices;
using DentalMigration.Sources.Files;
using DentalMigration.Sources.Profiles;
using DentalMigration.Systems;

namespace DentalMigration.Sources.Rest;

/// <summary>
/// An export as a REST endpoint that a profile describes. Records stream from each answer while it arrives; requests are few at a time, wait
/// as long as a busy server asks for, and are made again where a connection is lost.
/// </summary>
public sealed class RestSource : PartedSource
{
    private const int MostRedirects = 3;

    private readonly RestClient _client;
    private readonly bool _ownsClient;
    private readonly ProfileFiles? _files;

    private RestSource(
        RestClient client, bool ownsClient, ProfileScope scope, TimeZoneInfo zone, (SourcePart? Part, SourceFile? Unread, SourceFault? Fault)[] bound, bool allowUnknown)
        : base(
            scope, zone, client.Base.Host, [.. bound.Select(b => b.Part).OfType<SourcePart>()], [.. bound.Select(b => b.Unread).OfType<SourceFile>()],
            [.. bound.Select(b => b.Fault).OfType<SourceFault>()], allowUnknown)
    {
        _client = client;
        _ownsClient = ownsClient;
        _files = scope.Profile?.Files;
    }

    /// <inheritdoc/>
    public override string? Caveat => "Each page is read as it stands then. Keep the practice from writing until the migration has ended.";

    /// <summary>Opens an endpoint and looks at the first records of each path.</summary>
    /// <param name="options">Its address and who signs in.</param>
    /// <param name="catalog">The system it is of.</param>
    /// <param name="timeZone">Zone of the practice's local times; moments with an offset are brought to it.</param>
    /// <param name="profile">The paths.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <param name="allowUnknown">Opens it also where no path can be read yet, to propose what they hold.</param>
    /// <exception cref="MigrationException"><c>ProfileNeeded</c>, <c>ProfileInvalid</c>, <c>InsecureUrl</c>, <c>SignInFailed</c>,
    /// <c>SourceUnreachable</c>; or the first of the <see cref="ISource.Faults"/> where no path is usable.</exception>
    public static async Task<RestSource> OpenAsync(
        RestOptions options,
        SystemCatalog catalog,
        TimeZoneInfo timeZone,
        ProfileDocument? profile,
        CancellationToken cancellationToken,
        bool allowUnknown = false)
    {
        ProfileScope scope = Described(catalog, profile);
        var client = new RestClient(options);
        try
        {
            (SourcePart? Part, SourceFile? Unread, SourceFault? Fault)[] bound = await BindAsync(client, scope, new CellValue(timeZone), cancellationToken);
            return new RestSource(client, ownsClient: true, scope, timeZone, bound, allowUnknown);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The paths and what was recognised of each, however little that is; for proposing the rest of a profile.</summary>
    /// <param name="options">Its address and who signs in.</param>
    /// <param name="catalog">The system it is of.</param>
    /// <param name="profile">The paths.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<SourceFile>> SurveyAsync(
        RestOptions options, SystemCatalog catalog, ProfileDocument? profile, CancellationToken cancellationToken)
    {
        ProfileScope scope = Described(catalog, profile);
        using var client = new RestClient(options);
        return [.. (await BindAsync(client, scope, new CellValue(TimeZoneInfo.Utc), cancellationToken)).Select(b => b.Part?.File ?? b.Unread!)];
    }

    /// <inheritdoc/>
    public override async Task<ISource> DecideAsync(SourceDecisions decisions, CancellationToken cancellationToken)
    {
        var scope = new ProfileScope(Catalog, Scope.Profile, decisions);
        return new RestSource(
            _client, ownsClient: false, scope, TimeZone, await BindAsync(_client, scope, new CellValue(TimeZone), cancellationToken), allowUnknown: false);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<SourcePlace> SurveyAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (SourceFile file in Files.Where(f => f.Columns.Count > 0))
        {
            RestSample sample = await RestSample.TakeAsync(
                Pages(_client, Scope, file.Place!), file.Columns.Select(c => c.Header), cancellationToken, SourcePlace.SampleRows);
            yield return new SourcePlace(file, [.. sample.Rows()]);
        }
    }

    /// <inheritdoc/>
    public override async Task<SourceAttachment> OpenAttachmentAsync(string objectName, string reference, CancellationToken cancellationToken = default)
    {
        if (_files?.Folder is { } folder)
        {
            return AttachmentFolder.Open(Path.GetFullPath(folder), reference);
        }

        Uri url = Address(reference);
        for (int i = 0; i <= MostRedirects; i++)
        {
            (SourceAttachment? content, Uri? moved) = await FetchAsync(url, cancellationToken);
            if (content is not null)
            {
                return content;
            }

            url = Allowed(moved);
        }

        throw Unreadable("is sent from one address to the next");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsClient)
        {
            _client.Dispose();
        }
    }

    private static ProfileScope Described(SystemCatalog catalog, ProfileDocument? profile) => profile is { Objects.Count: > 0 }
        ? new ProfileScope(catalog, profile)
        : throw new MigrationException(
            "ProfileNeeded", "A REST endpoint needs a source profile that says which path holds which object: for each, its object, path and items.");

    private static Task<(SourcePart? Part, SourceFile? Unread, SourceFault? Fault)[]> BindAsync(
        RestClient client, ProfileScope scope, CellValue cells, CancellationToken cancellationToken) =>
        Task.WhenAll(scope.Places(p => p.Path is not null, "path").Select(p => BindAsync(client, scope, p, cells, cancellationToken)));

    private static async Task<(SourcePart? Part, SourceFile? Unread, SourceFault? Fault)> BindAsync(
        RestClient client, ProfileScope scope, ProfileObject place, CellValue cells, CancellationToken cancellationToken)
    {
        if (scope.Decisions?.Find(place.Path!) is { Object: null })
        {
            return (null, BoundColumns.Unbound(place.Path!, place, [], "The map leaves it out, so it is not read."), null);
        }

        RestPages pages = Pages(client, scope, place);
        RestSample? sample = null;
        try
        {
            sample = await RestSample.TakeAsync(pages, place.Columns?.Keys ?? [], cancellationToken);
            return (RestPart.Bind(pages, place, scope, cells, sample), null, null);
        }
        catch (MigrationException e) when (e.Code is "SourcePathNotFound" or "SourceRefused" or "SourceMalformed" or "SourceMoved" or "MissingColumn" or "DuplicateHeader")
        {
            return (null, BoundColumns.Unbound(place.Path!, place, sample?.Paths ?? [], e.Message), new SourceFault(place.Path!, place.Object, e.Code, e.Message));
        }
    }

    private static RestPages Pages(RestClient client, ProfileScope scope, ProfileObject place) =>
        new(client, place, place.Paging ?? scope.Profile!.Paging ?? new ProfilePaging(PagingKind.None));

    /// <summary>The address of a file: by the profile's path, else the record's own text, within the endpoint.</summary>
    private Uri Address(string reference)
    {
        string text = reference.Trim();
        if (_files?.Path is { } path)
        {
            text = path.Replace("{reference}", Uri.EscapeDataString(text), StringComparison.Ordinal);
        }
        else if (Uri.TryCreate(text, UriKind.Absolute, out Uri? whole) && whole.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            return Allowed(whole);
        }

        return Uri.TryCreate(_client.Base, text.Replace('\\', '/').TrimStart('/'), out Uri? url) && _client.IsOwn(url)
            && url.AbsolutePath.StartsWith(_client.Base.AbsolutePath, StringComparison.Ordinal) ? url : throw Outside();
    }

    private Uri Allowed(Uri? url) => url is not null && RestClient.IsSafe(url)
        && (_client.IsOwn(url) || _files?.Hosts?.Contains(url.Host, StringComparer.OrdinalIgnoreCase) == true) ? url : throw Outside();

    private async Task<(SourceAttachment? Content, Uri? Moved)> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.GetAsync<(SourceAttachment?, Uri?)>(url, "*/*", TakeAsync, cancellationToken);
        }
        catch (MigrationException e) when (e.Code == "SourceUnreachable")
        {
            throw new MigrationException("AttachmentUnreadable", e.Message);
        }
    }

    private async ValueTask<(SourceAttachment? Content, Uri? Moved)> TakeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            Stream body = new StallStream(await response.Content.ReadAsStreamAsync(cancellationToken), _client.Clock);
            var file = new SourceAttachment(new OwnedStream(body, new Answer(response)), response.Content.Headers.ContentLength)
            {
                Modified = response.Content.Headers.LastModified,
            };
            return (file, null);
        }

        using (response)
        {
            return (int)response.StatusCode switch
            {
                301 or 302 or 303 or 307 or 308 when response.Headers.Location is { } location => (null, new Uri(response.RequestMessage!.RequestUri!, location)),
                404 or 410 => throw new MigrationException("AttachmentMissing", "The server has no file under the address the record names. Put it there."),
                int status => throw Unreadable($"is refused (HTTP {status})"),
            };
        }
    }

    private static MigrationException Outside() => new(
        "AttachmentOutside", "The file's address leads out of the endpoint. List its host under 'files' in the source profile, if it is to be trusted.");

    private static MigrationException Unreadable(string why) =>
        new("AttachmentUnreadable", $"The file cannot be fetched: it {why}. Check the rights to files, and 'files' in the source profile.");

    private sealed class Answer(HttpResponseMessage response) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
