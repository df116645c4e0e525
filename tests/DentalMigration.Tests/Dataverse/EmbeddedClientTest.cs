using DentalMigration.Dataverse;
using DentalMigration.Emulator;
using DentalMigration.Hosting;
using DentalMigration.Tests.Support;

namespace DentalMigration.Tests.Dataverse;

/// <summary>The client against an embedded Dataverse in the same process: both sides of the protocol as they are.</summary>
public abstract class EmbeddedClientTest : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly EmbeddedDataverse _dataverse;

    protected EmbeddedClientTest()
    {
        _dataverse = EmbeddedDataverse.Open(_folder.File("contoso.db"), new EmbeddedDataverseOptions());
        Network = new LossyHandler(new EmulatorHandler(_dataverse));
        Client = new DataverseClient(
            new DataverseConnection { Url = new Uri("http://localhost"), Handler = Network, Clock = new HastyClock() });
    }

    protected DataverseClient Client { get; }

    private protected LossyHandler Network { get; }

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Client.Dispose();
        Network.Dispose();
        _dataverse.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static ReadOnlyMemory<byte> Row(string json) => System.Text.Encoding.UTF8.GetBytes(json);

    /// <summary>Makes the table new_plan, named by new_name.</summary>
    protected Task<Guid> CreatePlanAsync() => Client.Metadata.CreateTableAsync(
        new TableDefinition
        {
            SchemaName = "new_Plan",
            DisplayName = "Plan",
            DisplayCollectionName = "Plans",
            Description = "A plan of treatment.",
            HasNotes = true,
            PrimaryName = new StringColumn { SchemaName = "new_Name", DisplayName = "Name", MaxLength = 100, Description = "Its name." },
        },
        Stop);
}
