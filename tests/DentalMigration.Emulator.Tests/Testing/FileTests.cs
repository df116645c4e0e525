using DentalMigration.Emulator.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace DentalMigration.Emulator.Tests.Testing;

/// <summary>Opening files.</summary>
public sealed class FileTests : DataverseTest
{
    [Fact]
    public void A_file_that_is_open_is_refused() =>
        Assert.Equal("FileInUse", Assert.Throws<EmbeddedDataverseException>(() => EmbeddedDataverse.Open(FilePath)).Code);

    [Theory]
    [InlineData("this is not a database, and long enough to be read as one, which it is not, not even nearly, whatever you do to it")]
    [InlineData("x")]
    [InlineData("SQLite format 3\0")]
    public void A_file_that_is_not_ours_is_refused_and_left_alone(string content)
    {
        string path = Path.Combine(Path.GetDirectoryName(FilePath)!, "other.db");
        File.WriteAllText(path, content);
        Assert.Equal("NotAnEmbeddedFile", Assert.Throws<EmbeddedDataverseException>(() => EmbeddedDataverse.Open(path)).Code);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public void A_missing_folder_is_refused() => Assert.Equal("CannotOpen",
        Assert.Throws<EmbeddedDataverseException>(() => EmbeddedDataverse.Open(Path.Combine(Path.GetDirectoryName(FilePath)!, "no", "x.db"))).Code);

    [Fact]
    public async Task Rows_and_the_organization_survive_reopening()
    {
        Guid organization = Dataverse.OrganizationId;
        Guid id = await Create("accounts", """{"name":"a"}""");
        Reopen();
        Assert.Equal(organization, Dataverse.OrganizationId);
        Assert.Equal("a", (await Row("accounts", id, "name"))["name"]!.ToString());
    }

    [Fact]
    public async Task A_process_that_dies_loses_no_committed_write()
    {
        Guid id = await Create("accounts", """{"name":"a"}""");
        string copy = Path.Combine(Path.GetDirectoryName(FilePath)!, "after.db");
        foreach (string suffix in (string[])["", "-wal"])
        {
            using var from = new FileStream(FilePath + suffix, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using FileStream to = File.Create(copy + suffix);
            await from.CopyToAsync(to);
        }
        using EmbeddedDataverse other = EmbeddedDataverse.Open(copy, Options);
        using var client = new HttpClient(new EmulatorHandler(other));
        Assert.Contains("\"a\"", await client.GetStringAsync($"http://localhost/api/data/v9.2/accounts({id})?$select=name"));
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused()
    {
        Dataverse.Dispose();
        using (FileStream file = File.OpenWrite(FilePath))
        {
            file.Position = 60;
            file.Write([0, 0, 0, 99]);
        }
        Assert.Equal("NewerFile", Assert.Throws<EmbeddedDataverseException>(() => EmbeddedDataverse.Open(FilePath)).Code);
    }

    [Fact]
    public async Task A_file_of_an_older_version_gets_forms_views_and_privileges()
    {
        (await Post("EntityDefinitions", Definitions.Table("new_Visit"))).Is(204);
        string digest = await Digest();
        Dataverse.Dispose();
        using (var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            connection.Open();
            string[] tables = ["workflow", "webresource", "appmodulecomponent", "solutioncomponent", "sdkmessageprocessingstep", "duplicaterule", "emailserverprofile", "mailbox", "privilege",
                "systemform~", "savedquery~", "savedqueryvisualization~", "sitemap~", "appmodule~"];
            string sql = "DROP VIEW roleprivileges; DELETE FROM systemform; DELETE FROM savedquery; DELETE FROM fieldsecurityprofile; PRAGMA user_version=2;" + string.Concat(tables.Select(t => $"DROP TABLE \"{t}\";"));
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        Reopen();
        Assert.Equal(3, (await Get("systemforms?$filter=objecttypecode eq 'new_visit'")).Value.Count);
        Assert.NotEmpty((await Get("privileges?$filter=name eq 'prvCreatenew_Visit'")).Value);
        Assert.Equal(digest, await Digest());
    }

    [Fact]
    public async Task Many_clients_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            for (int i = 0; i < 25; i++)
            {
                await Create("accounts", $$"""{"name":"{{client}}-{{i}}"}""");
                (await Get("accounts?$select=name&$top=3")).Is(200);
            }
        }));
        Assert.Equal(200, (await Get("RetrieveTotalRecordCount(EntityNames=['account'])")).Json["EntityRecordCountCollection"]!["Values"]![0]!.GetValue<int>());
    }
}
