using DentalMigration.Emulator.Tests.Harness;

namespace DentalMigration.Emulator.Tests.Batch;

/// <summary>What the documents say of batch.</summary>
public sealed class BatchTests : DataverseTest
{
    private static readonly Guid A = Guid.Parse("0a0b0c0d-1111-8222-9333-444455550001");

    private static string Part(string request, string? json = null, string? contentId = null) =>
        "--batch_1\r\n" + Http(request, json, contentId);

    private static string Http(string request, string? json, string? contentId = null) =>
        "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n" + (contentId is null ? "" : $"Content-ID: {contentId}\r\n") +
        $"\r\n{request} HTTP/1.1\r\n" + (json is null ? "\r\n\r\n" : $"Content-Type: application/json; type=entry\r\n\r\n{json}\r\n");

    private static string Set(params string[] parts) => "--batch_1\r\nContent-Type: multipart/mixed;boundary=cs_1\r\n\r\n" +
        string.Concat(parts.Select(p => "--cs_1\r\n" + p)) + "--cs_1--\r\n";

    private const string End = "--batch_1--\r\n";

    [Fact]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "Requests run in order and answers come in order")]
    public async Task Requests_run_in_order_and_answers_come_in_order()
    {
        Reply reply = (await Batch("\r\n" + Part($"POST /api/data/v9.2/accounts", $$"""{"accountid":"{{A}}","name":"a"}""")
            + Part($"GET http://localhost/api/data/v9.2/accounts({A})?$select=name") + Part($"DELETE accounts({A})") + End)).Is(200);
        Assert.StartsWith("multipart/mixed; boundary=batchresponse_", reply.Header("Content-Type"));
        Assert.Contains("--batchresponse_", reply.Body);
        Assert.True(reply.Body.IndexOf("204 No Content", StringComparison.Ordinal) < reply.Body.IndexOf("200 OK", StringComparison.Ordinal));
        Assert.Contains($"OData-EntityId: http://localhost/api/data/v9.2/accounts({A})", reply.Body);
    }

    [Fact]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "Bare line feeds are tolerated")]
    public async Task Bare_line_feeds_are_tolerated() =>
        Assert.Contains("204 No Content", (await Batch((Part("POST accounts", """{"name":"a"}""") + End).Replace("\r\n", "\n"))).Is(200).Body);

    [Fact]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "Without continue on error the first failure ends the batch and gives its status")]
    public async Task Without_continue_on_error_the_first_failure_ends_the_batch_and_gives_its_status()
    {
        Reply reply = await Batch(Part("POST accounts", """{"name":"a"}""") + Part("POST accounts", """{"nosuch":1}""") + Part("POST accounts", """{"name":"b"}""") + End);
        reply.Is(400);
        Assert.Contains("0x80048d19", reply.Body);
        Assert.Single((await Get("accounts")).Value);
    }

    [Fact]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "With continue on error everything is tried and the status is 200")]
    public async Task With_continue_on_error_everything_is_tried_and_the_status_is_200()
    {
        Reply reply = await Batch(Part("POST accounts", """{"name":"a"}""") + Part("POST accounts", """{"nosuch":1}""") + Part("POST accounts", """{"name":"b"}""") + End,
            ("Prefer", "odata.continue-on-error"));
        Assert.Contains("HTTP/1.1 400 Bad Request", reply.Is(200).Body);
        Assert.Equal(2, (await Get("accounts")).Value.Count);
    }

    [Fact]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "A change set is atomic")]
    public async Task A_change_set_is_atomic()
    {
        Reply reply = await Batch(Set(Http("POST accounts", """{"name":"a"}""", "1"), Http("POST accounts", """{"nosuch":1}""", "2")) + Part("POST accounts", """{"name":"b"}""") + End,
            ("Prefer", "odata.continue-on-error"));
        Assert.Contains("0x80048d19", reply.Is(200).Body);
        Assert.Equal("b", (await Get("accounts?$select=name")).Value.Single()!["name"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "Content ids stand for rows made before in urls and in values")]
    public async Task Content_ids_stand_for_rows_made_before_in_urls_and_in_values()
    {
        Reply reply = await Batch(Set(Http("POST contacts", """{"lastname":"c"}""", "1"), Http("POST accounts", """{"name":"a","primarycontactid@odata.bind":"$1"}""", "2"),
            Http("PATCH $1", """{"firstname":"f"}""", "3"), Http("PUT $1/jobtitle", """{"value":"j"}""", "4"), Http("PUT $2/primarycontactid/$ref", """{"@odata.id":"$1"}""", "5")) + End);
        Assert.Contains("changesetresponse_", reply.Is(200).Body);
        Assert.Contains("Content-ID: 1", reply.Body);
        Assert.Equal("f c", (await Get("accounts?$expand=primarycontactid($select=fullname)")).Is(200).Value[0]!["primarycontactid"]!["fullname"]!.ToString());
    }

    [Fact]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "An unknown content id refuses the whole batch")]
    public async Task An_unknown_content_id_refuses_the_whole_batch()
    {
        Reply reply = await Batch(Part("POST accounts", """{"name":"a"}""") + Set(Http("PATCH $1", """{"name":"x"}""", "2")) + End);
        Assert.Equal("Content-ID Reference: '$1' does not exist in the batch context.", reply.Is(400).Error);
        Assert.Empty((await Get("accounts")).Value);
    }

    [Fact]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "A change set takes no get")]
    public async Task A_change_set_takes_no_get() => (await Batch(Set(Http("GET accounts", null)) + End)).Is(400);

    [Fact]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "More than 1000 requests are refused")]
    public async Task More_than_1000_requests_are_refused() =>
        (await Batch(string.Concat(Enumerable.Repeat(Part("GET WhoAmI"), 1001)) + End)).Is(400);

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("--batch_1\r\n")]
    [InlineData("--batch_1\r\nContent-Type: application/http\r\n\r\nnonsense\r\n--batch_1--")]
    [Documented("PD:webapi/execute-batch-operations-using-web-api.md", "A broken batch is a bad request")]
    public async Task A_broken_batch_is_a_bad_request(string body) => (await Batch(body)).Is(400);
}
