using System.Text.Json;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Query;

/// <summary>Addresses over 32,768 characters (powerapps-docs, webapi/query/overview.md).</summary>
public class LongQueryTests : ClientTest
{
    private static readonly string Long = "contacts?$select=fullname&$filter="
        + string.Join(" or ", Enumerable.Range(0, 1000).Select(i => $"new_source eq 'patient {i:d6}'"));

    [Fact]
    public async Task A_query_that_is_too_long_for_a_GET_goes_within_a_batch_with_its_headers()
    {
        string next = Server.Url + "api/data/v9.2/contacts?$skiptoken=x";
        Server.Answers(
            Part(200, $$"""{"value":[{"fullname":"Ş"}],"@odata.nextLink":"{{next}}"}"""),
            Reply.Json("""{"value":[{"fullname":"B"}]}"""));
        List<string?> names = [];
        await foreach (JsonElement row in Client.QueryAsync(
            Long, new QueryOptions { PageSize = 50, Annotations = QueryAnnotations.All }, CancellationToken.None))
        {
            names.Add(row.GetProperty("fullname").GetString());
        }
        Assert.Equal(["Ş", "B"], names);
        Assert.Equal(("POST", "/api/data/v9.2/$batch"), (Server.Seen[0].Method, Server.Seen[0].Target));
        Assert.Contains(
            "GET /api/data/v9.2/contacts?$select=fullname&$filter=new_source%20eq%20'patient%20000000'%20or",
            Server.Seen[0].Body,
            StringComparison.Ordinal);
        Assert.Contains(
            "\r\nPrefer: odata.maxpagesize=50,odata.include-annotations=\"*\"\r\n", Server.Seen[0].Body, StringComparison.Ordinal);
        Assert.Equal("/api/data/v9.2/contacts?$skiptoken=x", Server.Seen[1].Target);
    }

    [Theory]
    [InlineData(0, "GET")]
    [InlineData(1, "POST")]
    public async Task The_limit_is_32768_characters_of_the_whole_escaped_address(int over, string method)
    {
        string start = "contacts?$filter=fullname%20eq%20'";
        int rest = 32_768 - Server.Url.AbsoluteUri.Length - "api/data/v9.2/".Length - start.Length - 1 + over;
        string name = new string('a', rest % 6) + new string('ş', rest / 6);
        Server.Answers(method == "GET" ? Reply.Json("{}") : Part(200, "{}"));
        await Client.SendAsync(new DataverseRequest(HttpMethod.Get, start + name + "'"), CancellationToken.None);
        Assert.Equal(method, Only.Method);
    }

    [Fact]
    public async Task The_error_is_that_of_the_query()
    {
        Server.Answers(Part(400, """{"error":{"code":"0x80060888","message":"m"}}"""));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(ReadAsync);
        Assert.Equal((400, DataverseErrorCodes.ResourceNotFound, "m", false), (e.Status, e.Code, e.Error!.Message, e.IsInDoubt));
        Assert.StartsWith("GET contacts", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttled_part_waits_as_asked_and_a_passing_failure_is_repeated()
    {
        Server.Answers(
            Part(429, """{"error":{"code":"0x80072321","message":""}}""", "Retry-After: 7\r\n"),
            Part(503, string.Empty),
            Part(200, "{}", "ETag: W/\"5\"\r\n"));
        DataverseResponse answer = await ReadAsync();
        Assert.Equal((200, "W/\"5\""), (answer.Status, answer.ETag));
        Assert.Equal(TimeSpan.FromSeconds(7), Clock.Waits[0]);
        Assert.Equal((1, 1, 3), (Client.Statistics.Throttled, Client.Statistics.Retries, Server.Seen.Count));
    }

    [Fact]
    public async Task A_long_address_of_another_organisation_is_refused()
    {
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.SendAsync(new DataverseRequest(HttpMethod.Get, "https://evil.example/" + Long), CancellationToken.None));
        Assert.Equal(DataverseErrorCodes.ForeignUrl, e.Code);
        Assert.Empty(Server.Seen);
    }

    private Task<DataverseResponse> ReadAsync() => Client.SendAsync(new DataverseRequest(HttpMethod.Get, Long), CancellationToken.None);

    private static Reply Part(int status, string json, string headers = "") => Reply.Multipart(
        200,
        $"--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 {status} X\r\n{headers}Content-Type: application/json\r\n\r\n"
            + $"{json}\r\n--batchresponse_1--");
}
