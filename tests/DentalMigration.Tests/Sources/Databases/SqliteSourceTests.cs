using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Profiles;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Tests.Sources.Databases;

public class SqliteSourceTests
{
    private const string Patients = """
        CREATE TABLE Hastalar ("Hasta No" INTEGER PRIMARY KEY, "Adı" TEXT, "Soyadı" TEXT, "Doğum Tarihi" TEXT, "Bakiye" NUMERIC, "Boy" REAL);
        INSERT INTO Hastalar VALUES (2, 'Can', 'Ak', '31.12.1990', -12.5, 1.8), (1, 'Ayşe', 'Çelik', NULL, 1250, NULL);
        """;

    [Fact]
    public async Task Tables_and_columns_in_the_usual_spellings_need_no_profile()
    {
        using var database = new TestDatabase(Patients + "CREATE TABLE stok (urun TEXT, adet INTEGER);");
        using DatabaseSource source = await database.OpenAsync();

        List<SourceRecord> patients = await TestDatabase.ReadAsync(source, "patient");

        Assert.Equal("muayenehane.db", source.Name);
        Assert.Empty(source.Faults);
        Assert.Equal(["1", "2"], patients.Select(p => p.Key));
        Assert.Equal(["Hastalar:1", "Hastalar:2"], patients.Select(p => p.Position.ToString()));
        Assert.Equal(new DateOnly(1990, 12, 31), patients[1].Read("birth_date").Value);
        Assert.Equal(-12.5m, patients[1].Read("balance").Value);
        Assert.Equal(1250m, patients[0].Read("balance").Value);
        Assert.Equal(default, patients[0].Read("birth_date"));
        Assert.Null(Assert.Single(source.Files, f => f.Name == "stok").Object);
        Assert.Equal("Dt. Mehmet Demir", Assert.Single(await TestDatabase.ReadAsync(source, "provider")).Read("full_name").Value);
    }

    [Fact]
    public async Task A_profile_names_tables_queries_and_columns_as_the_database_has_them()
    {
        using var database = new TestDatabase("""
            CREATE TABLE "h st""x" (k TEXT, a TEXT, s TEXT, d TEXT, cins TEXT);
            INSERT INTO "h st""x" VALUES ('0012', 'Ayşe', 'Çelik', '03/04/27', 'K');
            CREATE TABLE t (no TEXT, hasta TEXT, gun TEXT, silindi INTEGER);
            INSERT INTO t VALUES ('P1', '0012', '2024-05-06', 0), ('P2', '0012', '2024-05-07', 1);
            """);
        using DatabaseSource source = await database.OpenAsync(TestDatabase.Profile(
            new ProfileObject("patient", Table: "h st\"x", Ignored: ["cins"], Columns: new Dictionary<string, ProfileColumn>
            {
                ["k"] = new("patient_id"), ["a"] = new("first_name"), ["s"] = new("last_name"), ["d"] = new("birth_date", DateOrder.MonthDayYear, LatestYear: 2026),
            }),
            new ProfileObject("treatment_plan", Query: "SELECT no AS \"Plan No\", hasta AS \"Hasta No\", gun AS \"Plan Tarihi\" FROM t WHERE silindi = 0")));

        SourceRecord patient = Assert.Single(await TestDatabase.ReadAsync(source, "patient"));
        SourceRecord plan = Assert.Single(await TestDatabase.ReadAsync(source, "treatment_plan"));

        Assert.Equal("0012", patient.Key);
        Assert.Equal(new DateOnly(1927, 3, 4), patient.Read("birth_date").Value);
        Assert.Empty(Assert.Single(source.Files, f => f.Object == "patient").Warnings);
        Assert.Equal("treatment_plan:1", plan.Position.ToString());
        Assert.Equal(new DateOnly(2024, 5, 6), plan.Read("plan_date").Value);
    }

    [Theory]
    [InlineData("WAL", true)]
    [InlineData("WAL", false)]
    [InlineData("DELETE", false)]
    public async Task All_objects_are_read_as_of_the_moment_of_connecting(string journal, bool isInUse)
    {
        using var database = new TestDatabase($"PRAGMA journal_mode = {journal};" + Patients);
        using var practice = new SqliteConnection(database.ConnectionString + ";Pooling=False");
        if (isInUse)
        {
            // While a program has the database open, its log is not folded back into the file.
            await practice.OpenAsync(TestContext.Current.CancellationToken);
            database.Execute("INSERT INTO Klinikler VALUES ('K2', 'Alsancak')");
        }

        using (DatabaseSource source = await database.OpenAsync())
        {
            Exception? refused = Record.Exception(() => database.Execute("""
                DELETE FROM Hekimler; INSERT INTO Hastalar VALUES (3, 'Yeni', 'Hasta', NULL, 0, NULL);
                """));

            // With a write-ahead log others write on unseen; without one they are kept from it.
            Assert.Equal(journal == "WAL", refused is null);
            Assert.Null(source.Caveat);
            Assert.Single(await TestDatabase.ReadAsync(source, "provider"));
            Task<List<SourceRecord>>[] parallel = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => TestDatabase.ReadAsync(source, "patient")))];
            Assert.All(await Task.WhenAll(parallel), patients => Assert.Equal(2, patients.Count));
        }

        database.Execute("DELETE FROM Hastalar");
        using DatabaseSource later = await database.OpenAsync();
        Assert.Empty(await TestDatabase.ReadAsync(later, "patient"));
    }

    [Fact]
    public async Task Objects_are_read_at_the_same_time()
    {
        using var database = new TestDatabase(Patients);
        using DatabaseSource source = await database.OpenAsync();
        await using IAsyncEnumerator<SourceRecord> first = source.Read("patient", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await using IAsyncEnumerator<SourceRecord> second = source.Read("patient", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await first.MoveNextAsync() && await second.MoveNextAsync() && await first.MoveNextAsync());
        Assert.Equal(["2", "1"], [first.Current.Key, second.Current.Key]);
        Assert.Single(await TestDatabase.ReadAsync(source, "provider"));
    }

    [Fact]
    public async Task The_first_rows_of_a_large_table_do_not_wait_for_the_rest()
    {
        using var database = new TestDatabase();
        using DatabaseSource source = await database.OpenAsync(TestDatabase.Profile(new ProfileObject(
            "patient", Query: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS \"Hasta No\", 'A' AS \"Adı\", 'B' AS \"Soyadı\" FROM n")));

        // The table has no end: were it read whole first, this would have none either.
        List<SourceRecord> first = await source.Read("patient", TestContext.Current.CancellationToken).Take(10).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal("10", first[^1].Key);
    }

    [Fact]
    public async Task An_unusable_table_is_a_fault_and_the_others_are_read()
    {
        using var database = new TestDatabase("CREATE TABLE Hastalar (\"Adı\" TEXT, \"Kilo\" REAL);");
        using DatabaseSource source = await database.OpenAsync(TestDatabase.Profile(
            new ProfileObject("patient", Table: "Hastalar"), new ProfileObject("note", Table: "yok_boyle")));

        Assert.Equal(["MissingColumn", "SourceTableUnreadable"], source.Faults.Where(f => f.Object is "patient" or "note").Select(f => f.Code));
        Assert.Single(await TestDatabase.ReadAsync(source, "practice"));
    }

    [Fact]
    public async Task Of_two_tables_that_look_alike_the_whole_one_is_read()
    {
        using var database = new TestDatabase(Patients + """
            CREATE TABLE Hasta_Log ("Hasta No" INTEGER, "Adı" TEXT, "Soyadı" TEXT); INSERT INTO Hasta_Log VALUES (1, 'Eski', 'Ad');
            """);
        using DatabaseSource source = await database.OpenAsync();

        Assert.Equal(2, (await TestDatabase.ReadAsync(source, "patient")).Count);
        Assert.Contains("another table", Assert.Single(Assert.Single(source.Files, f => f.Name == "Hasta_Log").Warnings));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_made()
    {
        using var database = new TestDatabase();
        string path = database.File + ".none";
        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => TestDatabase.OpenAsync(DatabaseAddress.BuiltIn("Sqlite", $"Data Source={path}")));

        Assert.Equal("SourceUnreachable", e.Code);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_profiles_query_cannot_write()
    {
        using var database = new TestDatabase(Patients);
        using DatabaseSource source = await database.OpenAsync(TestDatabase.Profile(new ProfileObject("patient", Query: "DELETE FROM Hastalar RETURNING *")));

        Assert.Contains(source.Faults, f => f is { Object: "patient", Code: "SourceTableUnreadable" });
        using DatabaseSource again = await database.OpenAsync();
        Assert.Equal(2, (await TestDatabase.ReadAsync(again, "patient")).Count);
    }

    [Theory]
    [InlineData("Sqlite", "Data Source=x;Parola=gizli-sifre", "ConnectionStringInvalid")]
    [InlineData("Npgsql", "Host=127.0.0.1;Bogus=gizli-sifre", "ConnectionStringInvalid")]
    [InlineData("Npgsql", "Host=127.0.0.1;Port=1;Password=gizli-sifre;Timeout=5", "SourceUnreachable")]
    [InlineData("Oracle", "gizli-sifre", "UnknownProvider")]
    public async Task No_error_shows_the_connection_string(string provider, string connectionString, string code)
    {
        MigrationException e = await Assert.ThrowsAsync<MigrationException>(async () =>
            await TestDatabase.OpenAsync(DatabaseAddress.BuiltIn(provider, connectionString)));

        Assert.Equal(code, e.Code);
        Assert.DoesNotContain("gizli", e.ToString());
    }

    [Fact]
    public async Task A_database_with_nothing_of_ours_says_what_to_do()
    {
        using var database = new TestDatabase("DROP TABLE Klinikler; DROP TABLE Hekimler; CREATE TABLE a (b TEXT);");
        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => database.OpenAsync());

        Assert.Equal("SourceEmpty", e.Code);
        Assert.Contains("New-MigrationSourceProfile", e.Message);
    }

    [Fact]
    public async Task Columns_that_change_while_connected_stop_the_reading()
    {
        using var database = new TestDatabase(Patients);
        using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        using DatabaseSource source = await TestDatabase.OpenAsync(DatabaseAddress.Of(connection));
        database.Execute("ALTER TABLE Hastalar RENAME COLUMN \"Adı\" TO \"Kod\"");

        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => TestDatabase.ReadAsync(source, "patient"));
        Assert.Equal("SourceChanged", e.Code);
    }
}
