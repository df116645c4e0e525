using System.Text;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Batch;

public class BatchStreamTests : ClientTest
{
    private const string Created = "--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 X\r\n\r\n\r\n";
    private const string Failed = "--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 400 X\r\n\r\n"
        + "{\"error\":{\"code\":\"0x80044331\",\"message\":\"\"}}\r\n";
    private const string End = "--batchresponse_1--\r\n";

    [Fact]
    public async Task A_result_is_handed_out_before_the_rest_of_the_answer_has_come()
    {
        string head = "HTTP/1.1 200 X\r\nContent-Type: multipart/mixed; boundary=batchresponse_1\r\nContent-Length: 100000\r\n\r\n";
        Server.Answers(Reply.Raw(head + Created + Created));
        await using IAsyncEnumerator<BatchResult> results = Stream(2).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync());
        Assert.Equal(204, results.Current.Status);
        Assert.Equal(1, Client.Statistics.RowsSent);
    }

    [Fact]
    public async Task What_came_before_the_answer_broke_off_stays_and_the_rest_is_in_doubt()
    {
        string head = "HTTP/1.1 200 X\r\nContent-Type: multipart/mixed; boundary=batchresponse_1\r\nContent-Length: 100000\r\n\r\n";
        Server.Answers(Reply.Raw(head + Created + Failed + Created, close: true));
        List<int> seen = [];
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => CollectAsync(Stream(5), seen));
        Assert.Equal((DataverseErrorCodes.ConnectionLost, true, true), (e.Code, e.IsInDoubt, e.IsTransient));
        Assert.Equal([204, 400], seen);
    }

    [Fact]
    public async Task A_batch_of_reads_that_breaks_off_halfway_is_repeated_when_it_is_read_as_a_whole()
    {
        const string Row = "--batchresponse_1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{\"a\":1}\r\n";
        string head = "HTTP/1.1 200 X\r\nContent-Type: multipart/mixed; boundary=batchresponse_1\r\nContent-Length: 100000\r\n\r\n";
        Server.Answers(Reply.Raw(head + Row, close: true), Reply.Multipart(200, Row + Row + End));
        BatchItem[] reads = [BatchOperation.Get("contacts"), BatchOperation.Get("contacts")];
        Assert.Equal(2, (await Client.BatchAsync(reads, true, null, CancellationToken.None)).Count);
        Assert.Equal(2, Server.Seen.Count);
    }

    [Fact]
    public async Task A_batch_that_was_throttled_as_a_whole_is_sent_again_byte_for_byte()
    {
        Server.Answers(Reply.Throttled("Retry-After: 5"), Reply.Multipart(200, Created + Created + End));
        List<int> seen = [];
        await CollectAsync(Stream(2), seen);
        Assert.Equal([204, 204], seen);
        Assert.Equal(Server.Seen[0].Body, Server.Seen[1].Body);
        Assert.Equal(Server.Seen[0].Header("Content-Type"), Server.Seen[1].Header("Content-Type"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_answer_with_another_number_of_parts_is_an_error_after_them(int parts)
    {
        Server.Answers(Reply.Multipart(200, string.Concat(Enumerable.Repeat(Created, parts)) + End));
        List<int> seen = [];
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => CollectAsync(Stream(2), seen));
        Assert.Equal((DataverseErrorCodes.InvalidResponse, true), (e.Code, e.IsInDoubt));
        Assert.Equal(Math.Min(parts, 2), seen.Count);
    }

    [Fact]
    public async Task An_answer_that_is_not_in_parts_is_an_error()
    {
        Server.Answers(Reply.Json("{}"));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => CollectAsync(Stream(1), []));
        Assert.Equal((DataverseErrorCodes.InvalidResponse, true), (e.Code, e.IsInDoubt));
    }

    [Fact]
    public async Task No_operations_are_no_request()
    {
        await CollectAsync(Client.BatchStreamAsync([], true, null, CancellationToken.None), []);
        Assert.Empty(Server.Seen);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public async Task An_answer_that_comes_byte_by_byte_is_read_part_by_part(string end)
    {
        const string Change = "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
            + "--c\r\nContent-ID: 1\r\n\r\nHTTP/1.1 204 X\r\n\r\n\r\n--c--\r\n";
        const string Tricky = "--batchresponse_1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
            + "a --batchresponse_1\r\n--batchresponse_12\r\n--batchresponse\r\n";
        string body = Ending(end, "preamble\r\n" + Created + Change + Tricky + Failed + End + "epilogue");
        using TrickleHandler handler = new(body);
        using DataverseClient client = new(new DataverseConnection { Url = Server.Url, Handler = handler });
        BatchItem[] items = [Write, new BatchChangeSet([Write]), BatchOperation.Get("x"), Write];
        List<(int Status, int Read, string Body)> seen = [];
        await foreach (BatchResult result in client.BatchStreamAsync(items, true, null, CancellationToken.None))
        {
            seen.Add((result.Status, handler.Read, Encoding.UTF8.GetString(result.Body.Span)));
        }
        Assert.Equal([204, 204, 200, 400], seen.Select(one => one.Status));
        Assert.Equal(Ending(end, "a --batchresponse_1\r\n--batchresponse_12\r\n--batchresponse"), seen[2].Body);
        Assert.True(seen[0].Read < seen[1].Read && seen[1].Read < seen[2].Read && seen[2].Read < seen[3].Read);
        Assert.Equal(3, client.Statistics.RowsSent + seen.Count(one => one.Status == 400));
    }

    [Fact]
    public async Task Parts_larger_than_the_buffer_come_whole()
    {
        string large = new('x', 300_000);
        string part = $"--batchresponse_1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{large}\r\n";
        Server.Answers(Reply.Multipart(200, part + Created + part + End));
        List<BatchResult> results = [];
        await foreach (BatchResult result in Client.BatchStreamAsync(
            [BatchOperation.Get("a"), Write, BatchOperation.Get("b")], true, null, CancellationToken.None))
        {
            results.Add(result);
        }
        Assert.Equal([300_000, 0, 300_000], results.Select(result => result.Body.Length));
        Assert.All(results[2].Body.ToArray(), letter => Assert.Equal((byte)'x', letter));
    }

    [Fact]
    public async Task Leaving_early_ends_the_request()
    {
        Server.Answers(Reply.Multipart(200, Created + Created + End), Reply.Json("{}"));
        await foreach (BatchResult _ in Stream(2))
        {
            break;
        }
        await Client.SendAsync(new DataverseRequest(HttpMethod.Get, "contacts"), CancellationToken.None);
        Assert.Equal(2, Server.Seen.Count);
    }

    private static BatchOperation Write => BatchOperation.Create("tasks", Row("{}"));

    private static string Ending(string end, string text) => text.Replace("\r\n", end, StringComparison.Ordinal);

    private IAsyncEnumerable<BatchResult> Stream(int operations) =>
        Client.BatchStreamAsync([.. Enumerable.Repeat(Write, operations)], true, null, CancellationToken.None);

    private static async Task CollectAsync(IAsyncEnumerable<BatchResult> results, List<int> seen)
    {
        await foreach (BatchResult result in results)
        {
            seen.Add(result.Status);
        }
    }
}
