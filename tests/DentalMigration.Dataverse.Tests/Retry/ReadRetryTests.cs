using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Retry;

public class ReadRetryTests : ClientTest
{
    [Theory]
    [InlineData(408)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_is_repeated_after_a_passing_failure(int status)
    {
        Server.Answers(Reply.With(status, "busy"), Reply.Json("{}"));
        await ReadAsync();
        Assert.Equal(1, Client.Statistics.Retries);
        Assert.Equal(2, Client.Statistics.Requests);
    }

    [Fact]
    public async Task A_read_whose_answer_breaks_off_is_repeated_with_growing_waits()
    {
        Reply broken = Reply.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"val", close: true);
        Server.Answers(broken, broken, broken, Reply.Json("{}"));
        await ReadAsync();
        Assert.Equal(3, Clock.Waits.Count);
        Assert.True(Clock.Waits[0] < Clock.Waits[1] && Clock.Waits[1] < Clock.Waits[2]);
    }

    [Fact]
    public async Task A_read_whose_connection_drops_is_repeated()
    {
        Server.Answers(Reply.Drop, Reply.Json("{}"));
        await ReadAsync();
        Assert.Equal(2, Server.Seen.Count);
    }

    [Fact]
    public async Task A_read_gives_up_after_the_allowed_retries()
    {
        Server.Answers([.. Enumerable.Repeat(Reply.With(503, string.Empty), 6)]);
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(ReadAsync);
        Assert.Equal(6, Server.Seen.Count);
        Assert.True(e.IsTransient);
        Assert.False(e.IsInDoubt);
        Assert.Equal("Http503", e.Code);
    }

    [Theory]
    [InlineData(500, "0x80040216")]
    [InlineData(400, "0x80048d19")]
    [InlineData(404, "0x80040217")]
    [InlineData(501, "0x80040203")]
    public async Task A_read_that_the_service_refuses_is_not_repeated(int status, string code)
    {
        Server.Answers(Reply.Error(status, code));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(ReadAsync);
        Assert.Equal((status, code, false), (e.Status!.Value, e.Code, e.IsTransient));
        Assert.Single(Server.Seen);
    }

    [Fact]
    public async Task A_deadlocked_read_is_repeated()
    {
        Server.Answers(Reply.Error(500, "0x80044150"), Reply.Json("{}"));
        await ReadAsync();
        Assert.Equal(2, Server.Seen.Count);
    }

    [Fact]
    public async Task A_batch_of_reads_is_a_read()
    {
        Server.Answers(Reply.Drop, Reply.Multipart(200, "--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}\r\n--batchresponse_1--"));
        IReadOnlyList<BatchResult> results = await Client.BatchAsync([BatchOperation.Get("contacts")], false, null, CancellationToken.None);
        Assert.Equal(200, Assert.Single(results).Status);
    }

    private Task ReadAsync() => Client.SendAsync(new DataverseRequest(HttpMethod.Get, "contacts"), CancellationToken.None);
}
