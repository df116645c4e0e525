using DentalMigration.Emulator.Identity;
using DentalMigration.Emulator.Routing;
using DentalMigration.Emulator.Schema;
using DentalMigration.Emulator.Storage;
using DentalMigration.Emulator.Writing;

namespace DentalMigration.Emulator.Requests;

/// <summary>One request under way, alone or as a part of a batch.</summary>
internal sealed class Exchange(Engine engine, string method, Uri url, IReadOnlyList<KeyValuePair<string, string>> headers,
    ReadOnlyMemory<byte> body,
    Caller caller, CancellationToken cancellation)
{
    private Preferences? _preferences;
    private QueryString? _query;

    public Engine Engine => engine;
    public string Method { get; } = method.ToUpperInvariant();
    public Uri Url => url;
    public ReadOnlyMemory<byte> Body => body;
    public Caller Caller => caller;
    public CancellationToken Cancellation => cancellation;

    /// <summary>The transaction of the change set that this request is a part of.</summary>
    public WriteScope? Shared { get; init; }

    /// <summary>Addresses of rows made earlier in the change set, by content id.</summary>
    public IReadOnlyDictionary<string, string>? ContentIds { get; init; }

    public bool InBatch { get; init; }

    /// <summary>Path segments after <c>/api/data/v9.x/</c>.</summary>
    public IReadOnlyList<PathSegment> Path { get; init; } = [];

    public QueryString Query => _query ??= new QueryString(url.Query);

    public Preferences Prefer =>
        _preferences ??= new Preferences(headers.Where(h => h.Key.Equals("Prefer", StringComparison.OrdinalIgnoreCase)).Select(h =>
        h.Value));

    /// <summary>Schema for parsing, before a transaction begins.</summary>
    public SchemaSnapshot Schema => Shared?.Schema ?? engine.Database.Schema;

    /// <summary>Absolute root of the Web API in this request's own words, ending in a slash.</summary>
    public string Root => _root ??= FindRoot();
    private string? _root;

    /// <summary>A header's value; the literal <c>null</c> that Microsoft's clients send counts as absent.</summary>
    public string? Header(string name)
    {
        foreach (KeyValuePair<string, string> header in headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                string value = header.Value.Trim();
                return value.Length == 0 || value == "null" ? null : value;
            }
        }
        return null;
    }

    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    public async ValueTask<WriteScope> BeginWriteAsync()
    {
        if (Shared is not null)
        {
            return Shared.Share();
        }
        return await engine.Database.BeginWriteAsync(cancellation);
    }

    public IRowSource Read() => Shared is not null ? Shared.Share() : engine.Database.Read();

    public PayloadReader Payload(SchemaSnapshot schema) => new(schema, body, ContentIds);

    private string FindRoot()
    {
        string path = url.AbsolutePath;
        int version = path.IndexOf("/api/data/v", StringComparison.OrdinalIgnoreCase);
        int end = version < 0 ? -1 : path.IndexOf('/', version + 11);
        string prefix = end < 0 ? "/api/data/v9.2/" : path[..(end + 1)];
        string authority = url.Host.Length > 0 ? url.GetLeftPart(UriPartial.Authority)
            : engine.Options.ServiceRoot.GetLeftPart(UriPartial.Authority);
        return authority + prefix;
    }
}
