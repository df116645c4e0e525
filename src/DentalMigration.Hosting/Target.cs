using System.Globalization;
using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Loading;

namespace DentalMigration.Hosting;

/// <summary>A connected organisation: a client, and the embedded Dataverse behind it where there is no tenant.</summary>
public sealed class Target : IDisposable
{
    private readonly EmbeddedDataverse? _embedded;

    private Target(IReadOnlyList<DataverseClient> clients, EmbeddedDataverse? embedded, string name, IReadOnlyList<WhoAmI> users)
    {
        Clients = clients;
        _embedded = embedded;
        Name = name;
        Users = users;
    }

    /// <summary>Speaks to the organisation, by the user who signs for what is done.</summary>
    public DataverseClient Client => Clients[0];

    /// <summary>A client for each user signed in, <see cref="Client"/> first.</summary>
    public IReadOnlyList<DataverseClient> Clients { get; }

    /// <summary>The clients of the users who share the first one's work.</summary>
    public IReadOnlyList<DataverseClient> FurtherUsers => [.. Clients.Skip(1)];

    /// <summary>For people: the URL, or the embedded file's name.</summary>
    public string Name { get; }

    /// <summary>Who is signed in first, and to which organisation.</summary>
    public WhoAmI Who => Users[0];

    /// <summary>Who is signed in, as <see cref="Clients"/> stand.</summary>
    public IReadOnlyList<WhoAmI> Users { get; }

    /// <summary>How the first user signed in: for what else belongs to a run, such as the ledger's store.</summary>
    public SignIn SignIn => SignIn.By(Client.Connection.Credential);

    /// <summary>True where the organisation is a file on this machine.</summary>
    public bool IsEmbedded => _embedded is not null;

    /// <summary>True where nothing but a test can be spoilt: an embedded file, or a server on this machine.</summary>
    public bool IsLocal => IsEmbedded || Client.Connection.Url.IsLoopback;

    /// <summary>Opens an embedded Dataverse; makes the file when it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">For a new file: its users and base currency.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    /// <exception cref="MigrationException">The file is in use by another process, or is none of ours.</exception>
    public static Task<Target> OpenEmbeddedAsync(string path, EmbeddedDataverseOptions? options, CancellationToken cancellationToken) =>
        OpenEmbeddedAsync(path, options, [SignIn.None], cancellationToken);

    /// <summary>The same, by users of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">For a new file: its users and base currency.</param>
    /// <param name="signIns">Who signs in; <see cref="SignIn.As"/> names one, <see cref="SignIn.None"/> is the administrator.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    public static async Task<Target> OpenEmbeddedAsync(
        string path, EmbeddedDataverseOptions? options, IReadOnlyList<SignIn> signIns, CancellationToken cancellationToken)
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

        var handler = new EmulatorHandler(embedded);
        IEnumerable<DataverseConnection> connections = signIns.Select(
            s => new DataverseConnection { Url = new Uri("http://localhost/"), Handler = handler, Credential = s.Credential });
        return await ConnectAsync([.. connections.Select(c => new DataverseClient(c))], embedded, Path.GetFileName(path), cancellationToken);
    }

    /// <summary>Connects to an organisation by its URL.</summary>
    /// <param name="connection">Where and how.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    /// <exception cref="MigrationException"><c>TargetUnreachable</c>, <c>SignInFailed</c>, <c>InsecureUrl</c>.</exception>
    public static Task<Target> ConnectAsync(DataverseConnection connection, CancellationToken cancellationToken) =>
        ConnectAsync([connection], cancellationToken);

    /// <summary>Connects to an organisation by its URL, as several users who share the work.</summary>
    /// <param name="connections">Where and how, for each user; the first one signs for what is done.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    /// <exception cref="MigrationException">
    /// <c>TargetUnreachable</c>, <c>SignInFailed</c>, <c>InsecureUrl</c>, <c>UsersOfSeveralOrganizations</c>, <c>UserTwice</c>.
    /// </exception>
    public static async Task<Target> ConnectAsync(IReadOnlyList<DataverseConnection> connections, CancellationToken cancellationToken)
    {
        List<DataverseClient> clients = [];
        try
        {
            clients.AddRange(connections.Select(c => new DataverseClient(c)));
        }
        catch (DataverseException e)
        {
            clients.ForEach(c => c.Dispose());
            throw new MigrationException(e.Code, e.Message, e);
        }

        return await ConnectAsync(clients, null, connections[0].Url.ToString(), cancellationToken);
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
        Close(Clients, _embedded);
    }

    private static async Task<Target> ConnectAsync(
        IReadOnlyList<DataverseClient> clients, EmbeddedDataverse? embedded, string name, CancellationToken cancellationToken)
    {
        var users = new List<WhoAmI>();
        try
        {
            foreach (DataverseClient client in clients)
            {
                users.Add(await client.WhoAmIAsync(cancellationToken));
            }

            RunUsers.Demand(users);
            return new Target(clients, embedded, name, users);
        }
        catch (DataverseException e)
        {
            Close(clients, embedded);
            string who = clients.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" as user {users.Count + 1} of {clients.Count}") : "";
            throw new MigrationException(
                e.Status is 401 or 403 || e.Code == "SignInFailed" ? "SignInFailed" : "TargetUnreachable",
                $"Could not sign in to '{name}'{who} ({e.Code}). Check the address and the credential.",
                e);
        }
        catch
        {
            Close(clients, embedded);
            throw;
        }
    }

    private static void Close(IReadOnlyList<DataverseClient> clients, EmbeddedDataverse? embedded)
    {
        foreach (DataverseClient client in clients)
        {
            client.Dispose();
        }

        embedded?.Dispose();
    }
}
