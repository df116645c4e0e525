using System.Data;
using System.Data.Common;
using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Profiles;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Tests.Sources.Databases;

public class GivenConnectionTests
{
    [Fact]
    public async Task An_opened_connection_is_read_one_object_at_a_time_and_stays_open()
    {
        using var database = new TestDatabase();
        using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        using (DatabaseSource source = await TestDatabase.OpenAsync(DatabaseAddress.Of(connection)))
        {
            Assert.False(source.CanReopen);
            Assert.Contains("opened by hand", source.Caveat);
            await using (IAsyncEnumerator<SourceRecord> first = source.Read("practice", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken))
            {
                Assert.True(await first.MoveNextAsync());
                MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => TestDatabase.ReadAsync(source, "provider"));
                Assert.Equal("SourceSequential", e.Code);
            }

            Assert.Single(await TestDatabase.ReadAsync(source, "provider"));
        }

        Assert.Equal(ConnectionState.Open, connection.State);
    }

    [Fact]
    public async Task A_closed_connection_is_refused()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => TestDatabase.OpenAsync(DatabaseAddress.Of(connection)));
        Assert.Equal("ConnectionClosed", e.Code);
    }

    [Fact]
    public async Task Another_engine_is_read_by_its_factory_and_a_profile_and_says_what_it_cannot_promise()
    {
        using var database = new TestDatabase();
        using DatabaseSource source = await TestDatabase.OpenAsync(
            DatabaseAddress.Of(OtherFactory.Instance, database.ConnectionString),
            TestDatabase.Profile(new ProfileObject("practice", Table: "Klinikler"), new ProfileObject("provider", Table: "main.Hekimler")));

        Assert.True(source.CanReopen);
        Assert.Contains("no moment in common", source.Caveat);
        Assert.Equal("K1", Assert.Single(await TestDatabase.ReadAsync(source, "practice")).Key);
        Assert.Equal("1", Assert.Single(await TestDatabase.ReadAsync(source, "provider")).Key);
    }

    [Fact]
    public async Task A_factory_whose_connections_are_pooled_is_read_again_and_again()
    {
        using var database = new TestDatabase();
        for (int i = 0; i < 2; i++)
        {
            using DatabaseSource source = await TestDatabase.OpenAsync(DatabaseAddress.Of(SqliteFactory.Instance, database.ConnectionString));
            Assert.Single(await TestDatabase.ReadAsync(source, "practice"));
            Assert.Single(await TestDatabase.ReadAsync(source, "practice"));
        }

        // Nothing holds the file any more.
        database.Execute("DELETE FROM Klinikler");
        SqliteConnection.ClearAllPools();
    }

    /// <summary>A provider the engine does not know by name.</summary>
    private sealed class OtherFactory : DbProviderFactory
    {
        public static readonly OtherFactory Instance = new();

        public override DbConnection CreateConnection() => new OtherConnection();
    }

    private sealed class OtherConnection : SqliteConnection;
}
