using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Testing;

/// <summary>The test endpoints.</summary>
public sealed class DigestTests : DataverseTest
{
    private static readonly Guid A = Guid.Parse("0a0b0c0d-1111-8222-9333-444455550001");
    private static readonly Guid B = Guid.Parse("0a0b0c0d-1111-8222-9333-444455550002");

    private static async Task<string> DigestOf(params string[] accounts)
    {
        using var other = new Other();
        foreach (string account in accounts)
        {
            await other.Make(account);
        }
        return await other.Sum();
    }

    private sealed class Other : DataverseTest
    {
        public Task<Guid> Make(string account) => Create("accounts", account);
        public Task<string> Sum() => Digest();
    }

    [Fact]
    public async Task Two_new_files_have_the_same_content() => Assert.Equal(await DigestOf(), await Digest());

    [Fact]
    public async Task The_order_of_writing_does_not_matter_nor_do_ids_of_the_server()
    {
        string[] rows = [$$"""{"accountid":"{{A}}","name":"a"}""", $$"""{"accountid":"{{B}}","name":"b"}""", """{"name":"c"}"""];
        Assert.Equal(await DigestOf(rows), await DigestOf([.. rows.Reverse()]));
    }

    [Fact]
    public async Task Parties_of_activities_count_by_content_when_the_server_made_the_id()
    {
        const string body = """{"subject":"x","scheduledstart":"2026-03-03T08:00:00Z","scheduledend":"2026-03-03T09:00:00Z"}""";
        Guid first = await Create("appointments", body);
        string digest = await Digest();
        (await Delete($"appointments({first})")).Is(204);
        await Create("appointments", body);
        Assert.Equal(digest, await Digest());
    }

    [Fact]
    public async Task Ids_of_the_client_matter_and_so_does_an_overridden_creation_date()
    {
        Assert.NotEqual(await DigestOf($$"""{"accountid":"{{A}}","name":"a"}"""), await DigestOf($$"""{"accountid":"{{B}}","name":"a"}"""));
        Assert.NotEqual(await DigestOf("""{"overriddencreatedon":"2011-01-01T00:00:00Z"}"""), await DigestOf("""{"overriddencreatedon":"2012-01-01T00:00:00Z"}"""));
    }

    [Fact]
    public async Task Changing_a_row_and_changing_it_back_restores_the_content_but_not_the_exact_digest()
    {
        await Create("accounts", $$"""{"accountid":"{{A}}","name":"a"}""");
        string content = await Digest();
        string exact = await Digest(exact: true);
        Clock.Advance(TimeSpan.FromDays(1));
        (await Patch($"accounts({A})", """{"name":"b"}""")).Is(204);
        Assert.NotEqual(content, await Digest());
        (await Patch($"accounts({A})", """{"name":"a"}""")).Is(204);
        Assert.Equal(content, await Digest());
        Assert.NotEqual(exact, await Digest(exact: true));
    }

    [Fact]
    public async Task Reading_changes_nothing_exactly()
    {
        string exact = await Digest(exact: true);
        await Get("accounts");
        await Get("WhoAmI");
        await Post("accounts", """{"nosuch":1}""");
        Assert.Equal(exact, await Digest(exact: true));
    }

    [Fact]
    public async Task Stats_count_requests_and_rows()
    {
        await Create("accounts", """{"name":"a"}""");
        await Post("accounts", """{"nosuch":1}""");
        var stats = (await Get("http://localhost/emulator/stats")).Is(200).Json;
        Assert.Equal(2, stats["methods"]!["POST"]!.GetValue<int>());
        Assert.Equal(1, stats["rows"]!["Create/account"]!.GetValue<int>());
        Assert.Equal(1, stats["failed"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_drop_after_the_commit_keeps_the_row_and_one_before_does_not()
    {
        (await Post("http://localhost/emulator/faults", """{"dropAfterCommit":1}""")).Is(204);
        await Assert.ThrowsAsync<HttpRequestException>(() => Post("accounts", """{"name":"a"}"""));
        (await Post("http://localhost/emulator/faults", """{"dropBeforeCommit":1}""")).Is(204);
        await Assert.ThrowsAsync<HttpRequestException>(() => Post("accounts", """{"name":"b"}"""));
        (await Delete("http://localhost/emulator/faults")).Is(204);
        Assert.Equal("a", (await Get("accounts?$select=name")).Value.Single()!["name"]!.ToString());
    }

    [Fact]
    public async Task Faults_answer_503_and_429_with_retry_after()
    {
        (await Post("http://localhost/emulator/faults", """{"status503":1}""")).Is(204);
        Assert.Equal("1", (await Get("WhoAmI")).Is(503).Header("Retry-After"));
        (await Post("http://localhost/emulator/faults", """{"storm429":{"everyRequests":1,"length":2,"retryAfterSeconds":3}}""")).Is(204);
        var statuses = new List<int>();
        for (int i = 0; i < 5; i++)
        {
            statuses.Add((await Get("WhoAmI")).Status);
        }
        Assert.Equal([200, 429, 429, 200, 429], statuses);
        (await Post("http://localhost/emulator/faults", """{"nosuch":1}""")).Is(400);
    }
}
