namespace DentalMigration.Ledger.Store.Blob;

/// <summary>A container, and what the names of its blobs begin with.</summary>
public sealed class BlobAddress
{
    private readonly string _signature;

    /// <param name="url"><c>https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]</c>; on this machine also <c>http://127.0.0.1:PORT/ACCOUNT/CONTAINER[/PREFIX]</c>.</param>
    /// <param name="signature">A shared access signature, with or without its question mark; empty for none.</param>
    /// <exception cref="MigrationException"><c>LedgerStoreInvalid</c>.</exception>
    public BlobAddress(Uri url, string signature)
    {
        // An account on this machine is the path's first part; elsewhere it is in the host.
        int parts = url.IsLoopback ? 2 : 1;
        string[] path = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.Length < parts || url.Query.Length > 0 || !(url.Scheme == Uri.UriSchemeHttps || (url.IsLoopback && url.Scheme == Uri.UriSchemeHttp)))
        {
            throw new MigrationException(
                "LedgerStoreInvalid",
                "The ledger's store is no container. It looks like https://account.blob.core.windows.net/container/prefix; a shared access signature is given apart.");
        }

        Container = new Uri(url, "/" + string.Join('/', path[..parts]));
        Prefix = string.Concat(path[parts..].Select(p => Uri.UnescapeDataString(p) + "/"));
        _signature = signature.TrimStart('?');
    }

    /// <summary>The container.</summary>
    public Uri Container { get; }

    /// <summary>What the blobs' names begin with; empty, or ending with a slash.</summary>
    public string Prefix { get; }

    /// <summary>Container and prefix, without the signature.</summary>
    public string Name => $"{Container.AbsoluteUri}/{Prefix}".TrimEnd('/');

    /// <summary>The address of a blob; of the container for an empty name.</summary>
    internal Uri Of(string blob, string query)
    {
        string path = blob.Length == 0 ? "" : "/" + string.Join('/', (Prefix + blob).Split('/').Select(Uri.EscapeDataString));
        return new UriBuilder(Container.AbsoluteUri + path) { Query = string.Join('&', ((string[])[query, _signature]).Where(q => q.Length > 0)) }.Uri;
    }
}
