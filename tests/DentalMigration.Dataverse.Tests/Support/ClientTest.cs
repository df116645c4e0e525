using System.Text;
using Azure.Core;

namespace DentalMigration.Dataverse.Tests.Support;

/// <summary>A client, its clock and the server that it talks to over a real socket.</summary>
public abstract class ClientTest : IDisposable
{
    private protected static readonly Guid Id = Guid.Parse(Reply.Id);
    private DataverseClient? _client;

    private protected ScriptedServer Server { get; } = new();

    private protected FakeClock Clock { get; } = new();

    private protected TokenCredential? Credential { get; init; }

    private protected DataverseClient Client => _client ??= new DataverseClient(new DataverseConnection
    {
        Url = Server.Url,
        Credential = Credential,
        Clock = Clock,
        Timeout = FakeClock.Day,
        Randomizer = () => 0.5,
    });

    private protected Seen Only => Assert.Single(Server.Seen);

    public void Dispose()
    {
        _client?.Dispose();
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static ReadOnlyMemory<byte> Row(string json) => Encoding.UTF8.GetBytes(json);
}
