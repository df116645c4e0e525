using DentalMigration.Dataverse;
using DentalMigration.Emulator;

namespace DentalMigration.Hosting;

/// <summary>A connected organisation: a client, and the embedded Dataverse behind it where there is no tenant.</summary>
public sealed class Target : IDisposable
{
    private readonly EmbeddedDataverse? _embedded;

    private Target(DataverseClient client, EmbeddedDataverse? embedded, string name, WhoAmI who)
    {
        Client = client;
        _embedded = embedded;
        Name = name;
        Who = who;
    }

    /// <summary>Speaks to the organisation.</summary>
    public DataverseClient Client { get; }

    /// <summary>For people: the URL, or the embedded file's name.</summary>
    public string Name { get; }

    /// <summary>Who is signed in, and to which organisation.</summary>
    public WhoAmI Who { get; }

    /// <summary>True where the organisation is a file on this machine.</summary>
    public bool IsEmbedded => _embedded is not null;

    /// <summary>True where nothing but a test can be spoilt: an embedded file, or a server on this machine.</summary>
    public bool IsLocal => IsEmbedded || Client.Connection.Url.IsLoopback;

    /// <summary>Opens an embedded Dataverse; makes the file when it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">For a new file: its users and base currency.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    /// <exception cref="MigrationException">The file is in use by another process, or is none of ours.</exception>
    public static async Task<Target> OpenEmbeddedAsync(string path, EmbeddedDataverseOptions? options, CancellationToken cancellationToken)
    {
        EmbeddedDataverse embedded;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            embedded = EmbeddedDataverse.Open(path, options ?? new EmbeddedDataverseOptions());
        }
        catch (EmbeddedDataverseException e)
        {
            throw new MigrationException(e.Code, e.Message, e);
        }

        var client = new DataverseClient(new DataverseConnection { Url = new Uri("http://localhost/"), Handler = new EmulatorHandler(embedded) });
        return await ConnectAsync(client, embedded, Path.GetFileName(path), cancellationToken);
    }

    /// <summary>Connects to an organisation by its URL.</summary>
    /// <param name="connection">Where and how.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    /// <exception cref="MigrationException"><c>TargetUnreachable</c>, <c>SignInFailed</c>, <c>InsecureUrl</c>.</exception>
    public static async Task<Target> ConnectAsync(DataverseConnection connection, CancellationToken cancellationToken)
    {
        DataverseClient client;
        try
        {
            client = new DataverseClient(connection);
        }
        catch (DataverseException e)
        {
            throw new MigrationException(e.Code, e.Message, e);
        }

        return await ConnectAsync(client, null, connection.Url.ToString(), cancellationToken);
    }

    /// <summary>A digest of the embedded organisation's content, for proofs. Only the embedded Dataverse answers it.</summary>
    /// <param name="exact">True to cover everything, stamps and versions included.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<string> DigestAsync(bool exact, CancellationToken cancellationToken)
    {
        DataverseResponse answer = await Client.SendAsync(
            new DataverseRequest(HttpMethod.Get, exact ? "/emulator/digest?exact=true" : "/emulator/digest"), cancellationToken);
        return answer.Json().GetProperty("digest").GetString()!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _embedded?.Dispose();
    }

    private static async Task<Target> ConnectAsync(DataverseClient client, EmbeddedDataverse? embedded, string name, CancellationToken cancellationToken)
    {
        try
        {
            return new Target(client, embedded, name, await client.WhoAmIAsync(cancellationToken));
        }
        catch (DataverseException e)
        {
            client.Dispose();
            embedded?.Dispose();
            throw new MigrationException(
                e.Status is 401 or 403 ? "SignInFailed" : "TargetUnreachable",
                $"Could not sign in to '{name}' ({e.Code}). Check the address and the credential.",
                e);
        }
    }
}
