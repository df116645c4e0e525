using System.Text.Json;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Query;

public class QueryTests : ClientTest
{
    [Fact]
    public async Task Pages_follow_the_next_link_verbatim_and_repeat_the_preferences()
    {
        string next = $"{Server.Url}api/data/v9.2/contacts?$select=a&$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%22%20/%3E";
        Server.Answers(Reply.Json($$"""{"@odata.nextLink":"{{next}}","value":[{"n":1},{"n":2}]}"""), Reply.Json("""{"value":[{"n":3}]}"""));
        List<JsonElement> rows = await ListAsync("contacts?$select=a", new QueryOptions { PageSize = 2, Annotations = QueryAnnotations.All });
        Assert.Equal([1, 2, 3], rows.Select(row => row.GetProperty("n").GetInt32()));
        Assert.EndsWith("$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%22%20/%3E", Server.Seen[1].Target, StringComparison.Ordinal);
        Assert.All(Server.Seen, seen => Assert.Equal("odata.maxpagesize=2,odata.include-annotations=\"*\"", seen.Header("Prefer")));
    }

    [Fact]
    public async Task Pages_are_fetched_as_they_are_needed()
    {
        Server.Answers(Reply.Json($$"""{"@odata.nextLink":"{{Server.Url}}api/data/v9.2/contacts?x","value":[{"n":1}]}"""));
        await foreach (JsonElement _ in Client.QueryAsync("contacts", null, CancellationToken.None))
        {
            break;
        }
        Assert.Equal("odata.maxpagesize=5000", Only.Header("Prefer"));
    }

    [Fact]
    public async Task Read_ahead_the_next_page_is_asked_for_while_rows_are_worked_on_and_given_up_with_them()
    {
        Server.Answers(Reply.Json($$"""{"@odata.nextLink":"{{Server.Url}}api/data/v9.2/contacts?x","value":[{"n":1}]}"""), Reply.Silence);
        await foreach (JsonElement _ in Client.QueryAsync("contacts", new QueryOptions { ReadsAhead = true }, CancellationToken.None))
        {
            await Server.ArrivalAsync();
            await Server.ArrivalAsync();
            break;
        }
        Assert.Equal(2, Server.Seen.Count);
    }

    [Theory]
    [InlineData("contacts?$top=3")]
    [InlineData("contacts?$select=a&%24top=3")]
    public async Task A_page_size_is_not_combined_with_top(string url)
    {
        Server.Answers(Reply.Json("""{"value":[]}"""));
        Assert.Empty(await ListAsync(url, null));
        Assert.Null(Only.Header("Prefer"));
    }

    [Fact]
    public async Task A_limited_expansion_still_pages()
    {
        Server.Answers(Reply.Json("""{"value":[]}"""));
        await ListAsync("contacts?$expand=tasks($top=3)", new QueryOptions { Annotations = QueryAnnotations.Formatted });
        Assert.Equal(
            "odata.maxpagesize=5000,odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"", Only.Header("Prefer"));
    }

    [Fact]
    public async Task A_next_link_to_another_host_is_not_followed()
    {
        Server.Answers(Reply.Json("""{"@odata.nextLink":"https://evil.example/api/data/v9.2/contacts","value":[]}"""));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => ListAsync("contacts", null));
        Assert.Equal(DataverseErrorCodes.ForeignUrl, e.Code);
    }

    [Fact]
    public async Task A_page_that_points_to_itself_does_not_loop()
    {
        string self = $"{Server.Url}api/data/v9.2/contacts?p=2";
        string page = $$"""{"@odata.nextLink":"{{self}}","value":[]}""";
        Server.Answers(Reply.Json(page), Reply.Json(page));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => ListAsync("contacts", null));
        Assert.Equal(DataverseErrorCodes.InvalidResponse, e.Code);
    }

    [Fact]
    public async Task An_answer_without_rows_is_an_error()
    {
        Server.Answers(Reply.Json("""{"a":1}"""));
        await Assert.ThrowsAsync<DataverseException>(() => ListAsync("contacts", null));
    }

    [Fact]
    public async Task Counting_aggregates_instead_of_using_the_capped_count()
    {
        Server.Answers(Reply.Json("""{"value":[{"count":12345}]}"""), Reply.Json("""{"value":[]}"""));
        Assert.Equal(12345, await Client.CountAsync("contacts", "importsequencenumber eq 7", CancellationToken.None));
        Assert.Equal(0, await Client.CountAsync("contacts", null, CancellationToken.None));
        Assert.Equal(
            [
                "/api/data/v9.2/contacts?$apply=filter(importsequencenumber eq 7)/aggregate($count as count)",
                "/api/data/v9.2/contacts?$apply=aggregate($count as count)",
            ],
            Server.Seen.Select(seen => Uri.UnescapeDataString(seen.Target)));
    }

    [Fact]
    public async Task Counting_more_rows_than_an_aggregate_takes_counts_keys()
    {
        Server.Answers(
            Reply.Error(400, "0x8004E023"),
            Reply.Json("""{"value":[{"PrimaryIdAttribute":"contactid"}]}"""),
            Reply.Json($$"""{"@odata.nextLink":"{{Server.Url}}api/data/v9.2/contacts?p=2","value":[{"a":1},{"a":2}]}"""),
            Reply.Json("""{"value":[{"a":3}]}"""));
        Assert.Equal(3, await Client.CountAsync("contacts", "statecode eq 0", CancellationToken.None));
        Assert.Equal(
            "/api/data/v9.2/contacts?$select=contactid&$filter=statecode eq 0", Uri.UnescapeDataString(Server.Seen[2].Target));
    }

    private async Task<List<JsonElement>> ListAsync(string url, QueryOptions? options)
    {
        List<JsonElement> rows = [];
        await foreach (JsonElement row in Client.QueryAsync(url, options, CancellationToken.None))
        {
            rows.Add(row);
        }
        return rows;
    }
}
