using DentalMigration.Sources;
using DentalMigration.Sources.Database;
using DentalMigration.Sources.Profiles;
using Npgsql;

namespace DentalMigration.Tests.Sources.Databases;

/// <summary>Not beside other tests: it counts what the whole process allocates.</summary>
[CollectionDefinition(nameof(PostgresSourceTests), DisableParallelization = true)]
public sealed class PostgresGroup;

[Collection(nameof(PostgresSourceTests))]
public sealed class PostgresSourceTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        await server.ExecuteAsync("""
            DROP SCHEMA IF EXISTS arsiv CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO public;
            CREATE TABLE "Klinikler" ("Klinik Kodu" text, "Klinik Adı" text);
            INSERT INTO "Klinikler" VALUES ('K1', 'Ege Diş');
            CREATE TABLE "Hekimler" ("Hekim Kodu" int, "Adı Soyadı" text, "Aktif" boolean);
            INSERT INTO "Hekimler" VALUES (1, 'Dt. Mehmet Demir', false);
            CREATE TABLE "Hastalar" ("Hasta No" uuid PRIMARY KEY, "Adı" text, "Soyadı" varchar(50), "Doğum Tarihi" date, "Bakiye" numeric(12,2),
                "Yaş" smallint, "Kayıt Tarihi" timestamptz, "Notlar" text[]);
            INSERT INTO "Hastalar" VALUES
                ('00000000-0000-0000-0000-000000000002', 'Can', 'Ak', '1990-12-31', 1250.50, 33, '2024-01-05 22:30:00+00', '{a,b}'),
                ('00000000-0000-0000-0000-000000000001', 'Ayşe', 'Çelik', NULL, 'NaN', NULL, 'infinity', NULL);
            CREATE TABLE "Randevular" ("Randevu No" bigint, "Hasta No" uuid, "Randevu Tarihi" date, "Başlangıç Saati" time);
            INSERT INTO "Randevular" VALUES (7, '00000000-0000-0000-0000-000000000001', '2024-03-04', '14:30');
            """);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Typed_cells_become_the_fields_types()
    {
        using DatabaseSource source = await server.OpenAsync();

        List<SourceRecord> patients = await TestDatabase.ReadAsync(source, "patient");
        SourceRecord appointment = Assert.Single(await TestDatabase.ReadAsync(source, "appointment"));

        Assert.Empty(source.Faults);
        Assert.Null(source.Caveat);
        Assert.Equal("00000000-0000-0000-0000-000000000002", patients[1].Key);
        Assert.Equal(new DateOnly(1990, 12, 31), patients[1].Read("birth_date").Value);
        Assert.Equal(1250.50m, patients[1].Read("balance").Value);
        Assert.Equal(33L, patients[1].Read("age").Value);
        Assert.Equal(new DateTime(2024, 1, 6, 1, 30, 0), patients[1].Read("created_on").Value);
        Assert.Equal("a, b", patients[1].Read("notes").Value);
        Assert.Equal("7", appointment.Key);
        Assert.Equal(new TimeOnly(14, 30), appointment.Read("start_time").Value);
        Assert.Equal(false, Assert.Single(await TestDatabase.ReadAsync(source, "provider")).Read("is_active").Value);
    }

    [Fact]
    public async Task A_value_NET_cannot_hold_costs_its_field_and_not_the_row()
    {
        using DatabaseSource source = await server.OpenAsync();
        List<SourceRecord> patients = await TestDatabase.ReadAsync(source, "patient");

        Assert.Equal(2, patients.Count);
        Assert.Null(patients[0].Fault);
        Assert.Equal("Ayşe", patients[0].Read("first_name").Value);
        Assert.Equal("UnreadableCell", patients[0].Read("balance").Fault?.Code);
    }

    [Fact]
    public async Task All_readers_see_the_moment_of_connecting_whatever_is_written_since()
    {
        using DatabaseSource source = await server.OpenAsync();
        await server.ExecuteAsync("""DELETE FROM "Hastalar"; UPDATE "Hekimler" SET "Adı Soyadı" = 'X'; INSERT INTO "Klinikler" VALUES ('K2', 'Yeni');""");

        await using IAsyncEnumerator<SourceRecord> open = source.Read("patient", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await open.MoveNextAsync());
        Assert.Equal("Dt. Mehmet Demir", Assert.Single(await TestDatabase.ReadAsync(source, "provider")).Read("full_name").Value);
        Assert.Single(await TestDatabase.ReadAsync(source, "practice"));
        Assert.True(await open.MoveNextAsync());

        using DatabaseSource later = await server.OpenAsync();
        Assert.Empty(await TestDatabase.ReadAsync(later, "patient"));
    }

    [Fact]
    public async Task A_profile_reads_other_schemas_and_queries_and_cannot_write()
    {
        await server.ExecuteAsync("""
            CREATE SCHEMA arsiv;
            CREATE TABLE arsiv.hst (k text, a text, s text); INSERT INTO arsiv.hst VALUES ('1', 'A', 'B');
            """);
        using DatabaseSource source = await server.OpenAsync(TestDatabase.Profile(
            new ProfileObject("patient", Table: "arsiv.hst", Columns: new Dictionary<string, ProfileColumn> { ["k"] = new("patient_id"), ["a"] = new("first_name"), ["s"] = new("last_name") }),
            new ProfileObject("provider", Query: "DELETE FROM \"Hekimler\" RETURNING *")));

        Assert.Equal("arsiv.hst:1", Assert.Single(await TestDatabase.ReadAsync(source, "patient")).Position.ToString());
        Assert.Contains(source.Faults, f => f is { Object: "provider", Code: "SourceTableUnreadable" } && f.Message.Contains("25006"));
        using DatabaseSource again = await server.OpenAsync();
        Assert.Single(await TestDatabase.ReadAsync(again, "provider"));
    }

    [Fact]
    public async Task Tables_the_login_may_not_read_are_left_aside()
    {
        await server.ExecuteAsync("""
            DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            GRANT SELECT ON "Klinikler", "Hekimler" TO reader;
            """);
        using DatabaseSource source = await server.OpenAsync(user: "reader");

        Assert.True(source.Has("practice"));
        Assert.False(source.Has("patient"));
    }

    [Fact]
    public async Task Giving_up_on_a_large_table_does_not_wait_for_the_rest()
    {
        using DatabaseSource source = await server.OpenAsync(TestDatabase.Profile(new ProfileObject(
            "patient", Query: "SELECT i::text AS \"Hasta No\", 'A' AS \"Adı\", repeat('B', 1000) AS \"Soyadı\" FROM generate_series(1, 20000000) i")));

        List<SourceRecord> first = await source.Read("patient", TestContext.Current.CancellationToken).Take(10).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal("10", first[^1].Key);
    }

    [Fact]
    public async Task A_file_streams_from_a_column_of_bytes()
    {
        await server.ExecuteAsync("CREATE TABLE dosya (yol text, icerik bytea); INSERT INTO dosya VALUES ('1.bin', decode(repeat('ab', 30000000), 'hex'));");
        using DatabaseSource source = await server.OpenAsync(
            TestDatabase.Profile() with { Files = new ProfileFiles(Query: "SELECT icerik FROM dosya WHERE yol = @reference") });
        byte[] buffer = new byte[64 * 1024];
        long before = GC.GetTotalAllocatedBytes(precise: true);

        long length = 0;
        await using (SourceAttachment file = await source.OpenAttachmentAsync("document", "1.bin", TestContext.Current.CancellationToken))
        {
            Assert.Equal(30_000_000, file.Length);
            for (int read; (read = await file.Content.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
            {
                Assert.Equal(0xab, buffer[read - 1]);
                length += read;
            }
        }

        Assert.Equal(30_000_000, length);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 10_000_000);
    }

    [Fact]
    public async Task A_login_that_is_refused_says_so_without_the_connection_string()
    {
        MigrationException e = await Assert.ThrowsAsync<MigrationException>(() => server.OpenAsync(user: "kimse"));

        Assert.Equal("SourceUnreachable", e.Code);
        Assert.Contains("SQLSTATE 28", e.Message);
        Assert.DoesNotContain("kimse", e.ToString());
        Assert.DoesNotContain("gizli", e.ToString());
    }

    [Fact]
    public async Task An_opened_connection_is_read_too()
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        using DatabaseSource source = await TestDatabase.OpenAsync(DatabaseAddress.Of(connection));

        Assert.Equal(2, (await TestDatabase.ReadAsync(source, "patient")).Count);
        Assert.Single(await TestDatabase.ReadAsync(source, "provider"));
    }
}
