using DentalMigration.Ledger;
using DentalMigration.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Tests.Ledger;

public sealed class LedgerTests : IDisposable
{
    private static readonly LedgerIdentity Identity = new("dentes", "default", Guid.Parse("11111111-1111-1111-1111-111111111111"), "hash", "ayse");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_ledger_belongs_to_one_organisation_system_scope_and_map()
    {
        using MigrationLedger ledger = Open();
        ledger.Bind(Identity);
        ledger.Bind(Identity);
        foreach (LedgerIdentity other in new[]
        {
            Identity with { OrganizationId = Guid.Empty },
            Identity with { System = "dental-exec" },
            Identity with { Scope = "izmir" },
            Identity with { MapHash = "other" },
        })
        {
            Assert.Equal("LedgerBoundElsewhere", Assert.Throws<MigrationException>(() => ledger.Bind(other)).Code);
        }
    }

    [Fact]
    public void A_second_run_on_an_open_ledger_is_refused()
    {
        using MigrationLedger ledger = Open();
        Assert.Equal("LedgerInUse", Assert.Throws<MigrationException>(Open).Code);
    }

    [Fact]
    public void A_ledger_is_private_to_its_owner()
    {
        Open().Dispose();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("a.ledger")));
        }
    }

    [Fact]
    public void A_missing_ledger_is_refused_where_one_is_needed() =>
        Assert.Equal("LedgerNotFound", Assert.Throws<MigrationException>(() => MigrationLedger.Open(_folder.File("none"), TimeProvider.System, mustExist: true)).Code);

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_folder.File("a.ledger"), new string('x', 5000));
        Assert.Equal("LedgerDamaged", Assert.Throws<MigrationException>(Open).Code);
    }

    [Fact]
    public void A_database_that_is_no_ledger_is_refused_and_left_alone()
    {
        Sql("CREATE TABLE mine(x)");
        Assert.Equal("LedgerForeign", Assert.Throws<MigrationException>(Open).Code);
        Sql("INSERT INTO mine VALUES(1)");
        Assert.False(File.Exists(_folder.File("a.ledger.seal")));
    }

    [Fact]
    public void A_ledger_of_a_newer_release_is_refused()
    {
        Open().Dispose();
        Sql("PRAGMA user_version=99");
        Assert.Equal("LedgerNewer", Assert.Throws<MigrationException>(Open).Code);
    }

    [Fact]
    public void The_first_pre_image_of_a_row_stays_and_is_not_readable_in_the_file()
    {
        using (MigrationLedger ledger = Open())
        {
            ledger.PreImages.Keep(1, "7", 3, """{"before":"Ayse-before-7788"}""");
            ledger.PreImages.Keep(1, "7", 5, """{"before":"second"}""");
            Assert.Equal("""{"before":"Ayse-before-7788"}""", ledger.PreImages.Find(1, "7", 3));
            Assert.Equal([3L, 5L], ledger.PreImages.Of(1, "7").Select(i => i.Run));
            Assert.Null(ledger.PreImages.Find(1, "8", 3));
        }

        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            Assert.DoesNotContain("Ayse-before-7788", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        }
    }

    private MigrationLedger Open() => MigrationLedger.Open(_folder.File("a.ledger"), TimeProvider.System);

    /// <summary>Changes the file as somebody would who knows of the seal, and throws it away.</summary>
    private void Sql(string sql)
    {
        File.Delete(_folder.File("a.ledger.seal"));
        using var connection = new SqliteConnection($"Data Source={_folder.File("a.ledger")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
