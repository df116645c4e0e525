using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Profiles;
using DentalMigration.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Tests.Sources.Databases;

/// <summary>A practice in an SQLite file that goes with the test: one clinic, one dentist and whatever the test adds.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TempFolder _folder = new();

    public TestDatabase(string more = "")
    {
        Execute("""
            CREATE TABLE Klinikler ("Klinik Kodu" TEXT, "Klinik Adı" TEXT);
            INSERT INTO Klinikler VALUES ('K1', 'Ege Diş');
            CREATE TABLE Hekimler ("Hekim Kodu" INTEGER, "Adı Soyadı" TEXT);
            INSERT INTO Hekimler VALUES (1, 'Dt. Mehmet Demir');
            """ + more);
    }

    public string File => _folder.File("muayenehane.db");

    public string ConnectionString => $"Data Source={File}";

    public static ProfileDocument Profile(params ProfileObject[] objects) => new("dentes", objects);

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"{ConnectionString};Pooling=False;Default Timeout=1");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public Task<DatabaseSource> OpenAsync(ProfileDocument? profile = null, string zone = "Europe/Istanbul") =>
        OpenAsync(DatabaseAddress.BuiltIn("Sqlite", ConnectionString), profile, zone);

    public static Task<DatabaseSource> OpenAsync(DatabaseAddress address, ProfileDocument? profile = null, string zone = "Europe/Istanbul") =>
        DatabaseSource.OpenAsync(address, ExportFolder.Catalog, TimeZoneInfo.FindSystemTimeZoneById(zone), profile, TestContext.Current.CancellationToken);

    /// <summary>All records of an object.</summary>
    public static async Task<List<SourceRecord>> ReadAsync(ISource source, string objectName) =>
        await source.Read(objectName, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Dispose();
}
