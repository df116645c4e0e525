using System.Text.RegularExpressions;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Batch;

public class ChangeSetTests : ClientTest
{
    private const string Failure = "--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 412 X\r\n\r\n"
        + "{\"error\":{\"code\":\"0x80040237\",\"message\":\"\"}}\r\n";

    private static readonly BatchChangeSet Set = new([
        BatchOperation.Create("accounts", Row("""{"name":"A"}""")),
        new BatchOperation(HttpMethod.Put, "$1/name", Row("""{"value":"B"}""")),
    ]);

    [Fact]
    public async Task A_change_set_is_nested_and_numbered_and_may_refer_to_its_own_rows()
    {
        Server.Answers(Reply.Multipart(200, $"{Success()}--batchresponse_1--"));
        await Client.BatchAsync([Set], false, null, CancellationToken.None);
        string boundary = Regex.Match(Only.Body, "boundary=(changeset_[0-9a-f]+)\r\n\r\n--").Groups[1].Value;
        Assert.Equal(3, Regex.Count(Only.Body, $"\r\n--{boundary}"));
        Assert.Contains("Content-ID: 1\r\n\r\nPOST /api/data/v9.2/accounts HTTP/1.1\r\n", Only.Body, StringComparison.Ordinal);
        Assert.Contains("Content-ID: 2\r\n\r\nPUT $1/name HTTP/1.1\r\n", Only.Body, StringComparison.Ordinal);
        Assert.EndsWith($"--{boundary}--\r\n\r\n--{Only.Header("Content-Type")!.Split('=')[1]}--\r\n", Only.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\n", "")]
    [InlineData("\r\n", "\"")]
    public async Task The_nested_answer_is_read_in_the_order_of_the_operations(string end, string quote)
    {
        string single = "--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{\"n\":1}\r\n";
        Server.Answers(Reply.Multipart(200, $"{single}{Success(quote)}{single}--batchresponse_1--\r\n".Replace("\r\n", end, StringComparison.Ordinal)));
        IReadOnlyList<BatchResult> results = await Client.BatchAsync(
            [BatchOperation.Get("x"), Set, BatchOperation.Get("y")], true, null, CancellationToken.None);
        Assert.Equal([200, 204, 204, 200], results.Select(result => result.Status));
        Assert.Equal(Id, results[1].EntityId);
        Assert.Equal(2, Client.Statistics.RowsSent);
    }

    [Fact]
    public async Task A_failed_change_set_fails_each_of_its_operations()
    {
        Server.Answers(Reply.Multipart(200, Failure + Success() + "--batchresponse_1--"));
        IReadOnlyList<BatchResult> results = await Client.BatchAsync([Set, Set], true, null, CancellationToken.None);
        Assert.Equal([412, 412, 204, 204], results.Select(result => result.Status));
        Assert.Equal(2, Client.Statistics.RowsSent);
    }

    [Fact]
    public async Task A_failure_that_comes_nested_counts_for_the_whole_set()
    {
        string nested = "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
            + "--c\r\nContent-Type: application/http\r\nContent-ID: 2\r\n\r\nHTTP/1.1 400 X\r\n\r\n{\"error\":{\"code\":\"0x1\",\"message\":\"\"}}\r\n--c--\r\n";
        Server.Answers(Reply.Multipart(400, nested + "--batchresponse_1--"));
        IReadOnlyList<BatchResult> results = await Client.BatchAsync([Set, Set], false, null, CancellationToken.None);
        Assert.Equal(["0x1", "0x1"], results.Select(result => result.Error!.Code));
    }

    [Fact]
    public void A_change_set_holds_writes_only()
    {
        Assert.Throws<ArgumentException>(() => new BatchChangeSet([BatchOperation.Get("x")]));
        Assert.Throws<ArgumentException>(() => new BatchChangeSet([]));
    }

    private static string Success(string quote = "") =>
        $"--batchresponse_1\r\nContent-Type: multipart/mixed; boundary={quote}changesetresponse_2{quote}\r\n\r\n"
        + string.Concat(new[] { 1, 2 }.Select(id =>
            $"--changesetresponse_2\r\nContent-Type: application/http\r\nContent-ID: {id}\r\n\r\nHTTP/1.1 204 No Content\r\n"
            + $"Location: http://x/accounts({Reply.Id})\r\nOData-EntityId: http://x/accounts({Reply.Id})\r\n\r\n\r\n"))
        + "--changesetresponse_2--\r\n";
}
