using System.Text;
using System.Text.RegularExpressions;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Batch;

public class BatchTests : ClientTest
{
    private static readonly string Created = Part($"HTTP/1.1 204 No Content\r\nOData-Version: 4.0\r\nOData-EntityId: http://x/api/data/v9.2/tasks({Reply.Id})\r\n\r\n");
    private static readonly string Failed = Part(
        "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{\"error\":{\"code\":\"0x80044331\",\"message\":\"too long\"}}");

    [Fact]
    public async Task Operations_are_written_as_the_documentation_shows()
    {
        Server.Answers(Reply.Multipart(200, Whole(Created, Created, Part("HTTP/1.1 200 OK\r\n\r\n{\"a\":1}"))));
        await Client.BatchAsync(
            [
                BatchOperation.Create("tasks", Row("""{"subject":"1"}""")),
                BatchOperation.Update("tasks", Id, Row("""{"subject":"2"}"""), "W/\"5\""),
                BatchOperation.Get("tasks?$filter=subject eq 'a b'"),
            ],
            false,
            new WriteOptions { BypassBusinessLogic = true, Tag = "t" },
            CancellationToken.None);
        string boundary = Regex.Match(Only.Header("Content-Type")!, "^multipart/mixed; boundary=(batch_[0-9a-f]+)$").Groups[1].Value;
        string part = $"--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n";
        const string Headers = "Accept: application/json\r\n";
        const string Bypass = "MSCRM.BypassBusinessLogicExecution: CustomSync,CustomAsync\r\n";
        const string Type = "Content-Type: application/json; type=entry\r\n";
        Assert.Equal(
            $"{part}POST /api/data/v9.2/tasks?tag=t HTTP/1.1\r\n{Headers}{Type}{Bypass}\r\n{{\"subject\":\"1\"}}\r\n"
            + $"{part}PATCH /api/data/v9.2/tasks({Id})?tag=t HTTP/1.1\r\n{Headers}{Type}If-Match: W/\"5\"\r\n{Bypass}\r\n{{\"subject\":\"2\"}}\r\n"
            + $"{part}GET /api/data/v9.2/tasks?$filter=subject%20eq%20'a%20b' HTTP/1.1\r\n{Headers}\r\n\r\n"
            + $"--{boundary}--\r\n",
            Only.Body);
        Assert.Equal(("/api/data/v9.2/$batch", null), (Only.Target, Only.Header("Prefer")));
        Assert.Equal(2, Client.Statistics.RowsSent);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public async Task Answers_are_read_with_either_line_end_a_preamble_and_no_last_boundary(string end)
    {
        string body = ("\r\nthis is a preamble\r\n" + Created + Failed + Part("HTTP/1.1 200 OK\r\nETag: W/\"9\"\r\n\r\n{\"a\":\r\n1}"))
            .Replace("\r\n", end, StringComparison.Ordinal);
        Server.Answers(Reply.Multipart(200, body));
        IReadOnlyList<BatchResult> results = await SendAsync(true, 3);
        Assert.Equal([204, 400, 200], results.Select(result => result.Status));
        Assert.Equal((Id, 0), (results[0].EntityId, results[0].Body.Length));
        Assert.Equal(new DataverseError("0x80044331", "too long"), results[1].Error);
        Assert.Equal((1, "W/\"9\""), (results[2].Json().GetProperty("a").GetInt32(), results[2].ETag));
        Assert.Equal("odata.continue-on-error", Only.Header("Prefer"));
    }

    [Fact]
    public async Task Stopping_at_a_failure_is_an_answer_that_ends_with_it()
    {
        Server.Answers(Reply.Multipart(400, Whole(Created, Failed)));
        IReadOnlyList<BatchResult> results = await SendAsync(false, 5);
        Assert.Equal([true, false], results.Select(result => result.IsSuccess));
        Assert.Equal(1, Client.Statistics.RowsSent);
    }

    [Fact]
    public async Task A_batch_that_throttling_stopped_halfway_is_not_repeated()
    {
        string throttled = Part("HTTP/1.1 429 X\r\nRetry-After: 9\r\n\r\n{\"error\":{\"code\":\"0x80072321\",\"message\":\"\"}}");
        Server.Answers(Reply.Multipart(429, Whole(Created, throttled)));
        BatchResult last = (await SendAsync(false, 3))[^1];
        Assert.Equal((429, true, TimeSpan.FromSeconds(9)), (last.Status, last.IsTransient, last.RetryAfter));
        Assert.Single(Server.Seen);
    }

    [Fact]
    public async Task A_batch_that_was_refused_as_a_whole_for_throttling_is_sent_again()
    {
        Server.Answers(Reply.Throttled("Retry-After: 5"), Reply.Multipart(200, Whole(Created)));
        Assert.Single(await SendAsync(false, 1));
        Assert.Equal([TimeSpan.FromSeconds(5)], Clock.Waits);
    }

    [Fact]
    public async Task A_batch_that_is_malformed_as_a_whole_throws()
    {
        Server.Answers(Reply.Error(400, "0x80048d19", "Content-ID Reference: '$1' does not exist in the batch context."));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => SendAsync(false, 1));
        Assert.Equal((400, false), (e.Status, e.IsInDoubt));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(1, false)]
    public async Task An_answer_that_does_not_fit_leaves_the_writes_in_doubt(int answered, bool continueOnError)
    {
        Server.Answers(Reply.Multipart(200, Whole([.. Enumerable.Repeat(Created, answered)])));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => SendAsync(continueOnError, 2));
        Assert.Equal((DataverseErrorCodes.InvalidResponse, true), (e.Code, e.IsInDoubt));
    }

    [Fact]
    public async Task A_body_that_holds_text_like_the_boundary_is_not_cut()
    {
        const string Body = "a --batchresponse_1\r\n--batchresponse_12\r\n\r\nb\r\n";
        Server.Answers(Reply.Multipart(200, Whole(Part("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + Body))));
        Assert.Equal(Body, Encoding.UTF8.GetString((await SendAsync(true, 1))[0].Body.Span));
    }

    [Fact]
    public async Task Too_many_operations_are_refused_before_sending()
    {
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => SendAsync(true, 1001));
        Assert.Equal(DataverseErrorCodes.BatchTooLarge, e.Code);
        Assert.Empty(Server.Seen);
    }

    [Fact]
    public async Task A_header_with_a_line_break_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Client.BatchAsync([BatchOperation.Delete("tasks", Id, "x\r\nEvil: 1")], true, null, CancellationToken.None));

    private Task<IReadOnlyList<BatchResult>> SendAsync(bool continueOnError, int operations) => Client.BatchAsync(
        [.. Enumerable.Repeat(BatchOperation.Create("tasks", Row("{}")), operations)], continueOnError, null, CancellationToken.None);

    private static string Part(string http) =>
        $"--batchresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{http}\r\n";

    private static string Whole(params string[] parts) => string.Concat(parts) + "--batchresponse_1--\r\n";
}
