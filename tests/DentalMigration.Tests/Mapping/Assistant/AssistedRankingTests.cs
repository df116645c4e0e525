using DentalMigration.Mapping.Assistant;
using DentalMigration.Mapping.Proposing;
using DentalMigration.Tests.Sources;
using DentalMigration.Tests.Sources.Endpoints;
using Microsoft.AspNetCore.Http;

namespace DentalMigration.Tests.Mapping.Assistant;

/// <summary>What an assistant's answer does, and what it cannot do.</summary>
public sealed class AssistedRankingTests
{
    private static readonly ColumnSample[] Samples =
    [
        new("Hasta No", ["1", "2"]), new("Tel 2", ["0532 555 01 23", "0533 555 01 24"]), new("Uyarı", ["Lateks", "Penisilin"]),
    ];

    private static readonly PlaceProposal Proposal = new(
        "Hastalar.csv",
        [new ObjectCandidate("patient", 1, ["known"])],
        true,
        [
            new HeaderProposal("Hasta No", [new FieldCandidate("patient_id", 1, ["known"])], true),
            new HeaderProposal("Tel 2", [new FieldCandidate("mobile_phone", 0.5, ["a"]), new FieldCandidate("home_phone", 0.4, ["b"]), new FieldCandidate("work_phone", 0.3, ["c"])], false),
            new HeaderProposal("Uyarı", [new FieldCandidate("notes", 0.3, ["d"]), new FieldCandidate("allergies", 0.2, ["e"])], false),
        ]);

    [Fact]
    public async Task An_answer_reorders_and_gives_its_reason_and_makes_nothing_sure()
    {
        await using ChatServer server = await ChatServer.SayingAsync("""Here you are: ```json {"headers": [{"id": 1, "fields": ["home_phone"], "reason": "second\nnumber"}]} ```""");
        List<string> told = [];
        PlaceProposal ranked = await RankAsync(server, told);
        Assert.Equal(["home_phone", "mobile_phone", "work_phone"], ranked.Headers[1].Candidates.Select(c => c.Field));
        Assert.Equal(["b", "The assistant ranks it first: second number"], ranked.Headers[1].Best!.Reasons);
        Assert.Equal(0.4, ranked.Headers[1].Best!.Score);
        Assert.False(ranked.Headers[1].IsSure);
        Assert.Equal(["notes", "allergies"], ranked.Headers[2].Candidates.Select(c => c.Field));
        Assert.Empty(told);
    }

    [Fact]
    public async Task It_is_asked_about_what_is_not_sure_with_shapes_for_values()
    {
        await using ChatServer server = await ChatServer.SayingAsync("""{"headers": []}""");
        await RankAsync(server, []);
        string asked = Assert.Single(server.Questions).ToString();
        Assert.Equal(
            """{"system":"dentes","object":"patient","headers":[{"id":1,"header":"Tel 2","type":"Text","shapes":["9999 999 99 99"],"candidates":["mobile_phone","home_phone","work_phone"]},"""
            + """{"id":2,"header":"Uyar\u0131","type":"Text","shapes":["Aaaaaa","Aaaaaaaaa"],"candidates":["notes","allergies"]}]}""",
            asked);
        string request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /v1/chat/completions\n", request);
        Assert.Contains("\nAuthorization: Bearer topsecret\n", request);
        Assert.Contains("\"model\":\"small\"", request);
        Assert.DoesNotContain("Hastalar", request);
    }

    [Theory]
    [InlineData("""{"headers": [{"id": 1, "fields": ["national_id", "shoe_size"], "reason": "x"}]}""")]
    [InlineData("""{"headers": [{"id": 0, "fields": ["first_name"]}, {"id": 77, "fields": ["home_phone"]}, null]}""")]
    [InlineData("""{"headers": []}""")]
    public async Task What_was_not_asked_is_passed_over(string content)
    {
        await using ChatServer server = await ChatServer.SayingAsync(content);
        List<string> told = [];
        AssertUnchanged(await RankAsync(server, told));
        Assert.Empty(told);
    }

    [Theory]
    [InlineData("I am sorry, I cannot do that.")]
    [InlineData("")]
    [InlineData("""{"headers": "all"}""")]
    [InlineData("""{"answer": 42}""")]
    [InlineData("}{")]
    public async Task Nonsense_changes_nothing_but_a_warning(string content)
    {
        await using ChatServer server = await ChatServer.SayingAsync(content);
        await AssertHarmlessAsync(server, "not what it was asked for");
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("""{"choices": []}""")]
    [InlineData("""{"choices": [{"message": {"content": 5}}]}""")]
    public async Task An_answer_that_is_none_changes_nothing_but_a_warning(string body)
    {
        await using ChatServer server = await ChatServer.StartAsync(c => c.Response.WriteAsync(body));
        await AssertHarmlessAsync(server, "not what it was asked for");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(302)]
    public async Task A_refusal_changes_nothing_but_a_warning(int status)
    {
        await using ChatServer server = await ChatServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "https://example.com/";
            return Task.CompletedTask;
        });
        await AssertHarmlessAsync(server, $"HTTP {status}");
    }

    [Fact]
    public async Task An_answer_that_never_ends_changes_nothing_but_a_warning()
    {
        await using ChatServer server = await ChatServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("""{"choices": [""");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await AssertHarmlessAsync(server, "too long to answer", TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task An_answer_without_bounds_changes_nothing_but_a_warning()
    {
        await using ChatServer server = await ChatServer.StartAsync(context => context.Response.WriteAsync(new string(' ', 1_000_000)));
        await AssertHarmlessAsync(server, "too long.");
    }

    [Fact]
    public async Task A_server_that_is_gone_changes_nothing_but_a_warning()
    {
        ChatServer server = await ChatServer.SayingAsync("");
        using var assistant = new ChatAssistant(Endpoint(server.Url, null));
        await server.DisposeAsync();
        List<string> told = [];
        AssertUnchanged(await new AssistedRanking(assistant, ExportFolder.Catalog, told.Add).RankAsync(Proposal, Samples, TestContext.Current.CancellationToken));
        Assert.Contains("cannot be reached", Assert.Single(told));
    }

    [Fact]
    public async Task After_a_failure_it_is_not_asked_again()
    {
        await using ChatServer server = await ChatServer.StartAsync(c => RestServer.StatusAsync(c, 500));
        using var assistant = new ChatAssistant(Endpoint(server.Url, null));
        List<string> told = [];
        var ranking = new AssistedRanking(assistant, ExportFolder.Catalog, told.Add);
        await ranking.RankAsync(Proposal, Samples, TestContext.Current.CancellationToken);
        await ranking.RankAsync(Proposal, Samples, TestContext.Current.CancellationToken);
        Assert.Single(server.Requests);
        Assert.Single(told);
    }

    [Fact]
    public async Task Stopping_stops()
    {
        using var stop = new CancellationTokenSource();
        await using ChatServer server = await ChatServer.StartAsync(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var assistant = new ChatAssistant(Endpoint(server.Url, null));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new AssistedRanking(assistant, ExportFolder.Catalog, Assert.Fail).RankAsync(Proposal, Samples, stop.Token));
    }

    [Theory]
    [InlineData("05.03.1987", "99.99.9999")]
    [InlineData("ayse@example.com", "aaaa@aaaaaaa.aaa")]
    [InlineData("0532 555 01 23", "9999 999 99 99")]
    [InlineData("Lateks", "Aaaaaa")]
    [InlineData("Hasta No", "Aaaaa Aa")]
    public async Task A_header_that_looks_like_a_value_or_is_one_is_masked(string header, string masked)
    {
        await using ChatServer server = await ChatServer.SayingAsync("""{"headers": []}""");
        using var assistant = new ChatAssistant(Endpoint(server.Url, null));
        PlaceProposal place = Proposal with { Headers = [Proposal.Headers[0], Proposal.Headers[1] with { Header = header }] };

        // The last case is a file in which no header is known, so that its first row may be a record.
        if (header == "Hasta No")
        {
            place = place with { Headers = [.. place.Headers.Select(h => h with { IsSure = false })] };
        }

        await new AssistedRanking(assistant, ExportFolder.Catalog, Assert.Fail).RankAsync(place, Samples, TestContext.Current.CancellationToken);
        Assert.Equal(masked, Assert.Single(server.Questions).GetProperty("headers")[0].GetProperty("header").GetString());
    }

    private static async Task AssertHarmlessAsync(ChatServer server, string said, TimeSpan? timeout = null)
    {
        List<string> told = [];
        AssertUnchanged(await RankAsync(server, told, timeout));
        Assert.Contains(said, Assert.Single(told));
    }

    private static void AssertUnchanged(PlaceProposal ranked)
    {
        Assert.Equal(Proposal.Headers.Select(h => string.Join(',', h.Candidates.Select(c => $"{c.Field} {c.Score} {string.Join(' ', c.Reasons)}"))),
            ranked.Headers.Select(h => string.Join(',', h.Candidates.Select(c => $"{c.Field} {c.Score} {string.Join(' ', c.Reasons)}"))));
        Assert.Equal(Proposal.Headers.Select(h => h.IsSure), ranked.Headers.Select(h => h.IsSure));
    }

    private static async Task<PlaceProposal> RankAsync(ChatServer server, List<string> told, TimeSpan? timeout = null)
    {
        using var assistant = new ChatAssistant(Endpoint(server.Url, timeout));
        return await new AssistedRanking(assistant, ExportFolder.Catalog, told.Add).RankAsync(Proposal, Samples, TestContext.Current.CancellationToken);
    }

    private static ChatEndpoint Endpoint(Uri url, TimeSpan? timeout) =>
        new(url) { Model = "small", Key = RestServer.Secret("topsecret"), Timeout = timeout ?? TimeSpan.FromMinutes(1) };
}
