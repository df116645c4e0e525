using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Errors;

/// <summary>An answer that was cut short or filled with rubbish is no answer: a read is sent again, a write is in doubt.</summary>
public sealed class DamagedAnswerTests : ClientTest
{
    private const string Part = "--batchresponse_1\r\nContent-Type: application/http\r\n\r\n";

    [Theory]
    [InlineData("{\"value\":[{\"a\":1")]
    [InlineData("")]
    [InlineData("{\"a\":\"\u0001\u0000\"}")]
    [InlineData("<html>")]
    public async Task A_read_is_sent_again(string damaged)
    {
        Server.Answers(Reply.Json(damaged), Reply.Json("{\"a\":2}"));
        DataverseResponse answer = await Client.SendAsync(new DataverseRequest(HttpMethod.Get, "x"), CancellationToken.None);
        Assert.Equal(2, answer.Json().GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task A_bulk_write_is_in_doubt()
    {
        Server.Answers(Reply.Json("{\"Ids\":[\"0000"));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.CreateMultipleAsync("contacts", "contact", [Row("{}")], null, CancellationToken.None));
        Assert.Equal((DataverseErrorCodes.InvalidResponse, true, true), (e.Code, e.IsInDoubt, e.IsTransient));
        Assert.Single(Server.Seen);
    }

    [Theory]
    [InlineData(Part + "HTTP/1.1 20")]
    [InlineData(Part + "HTTP/1.1 204 No Content\r\nOData-Ver")]
    [InlineData(Part + "HTTP/1.1 200 OK\r\n\r\n{\"a\":")]
    [InlineData(Part + "HTTP/1.1 204 No Content\r\nOData-EntityId: \u0001\u0000\r\n\r\n\r\n--batchresponse_1--")]
    [InlineData(Part + "HTTP/1.1 400 Bad Request\r\n\r\n{\"error\":{\"code\":\r\n--batchresponse_1--")]
    [InlineData("--batchresp\u0001nse_1\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")]
    public async Task A_batch_of_writes_is_in_doubt_and_one_of_reads_is_sent_again(string damaged)
    {
        Server.Answers(Reply.Multipart(200, damaged));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.BatchAsync([BatchOperation.Create("contacts", Row("{}"))], continueOnError: true, null, CancellationToken.None));
        Assert.Equal((DataverseErrorCodes.InvalidResponse, true, true), (e.Code, e.IsInDoubt, e.IsTransient));

        Server.Answers(Reply.Multipart(200, damaged), Reply.Multipart(200, Part + "HTTP/1.1 200 OK\r\n\r\n{\"a\":1}\r\n--batchresponse_1--"));
        BatchResult read = (await Client.BatchAsync([BatchOperation.Get("x")], continueOnError: true, null, CancellationToken.None))[0];
        Assert.Equal(1, read.Json().GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_read_is_asked_for_again_and_is_not_in_doubt()
    {
        Server.Answers(Reply.With(400, "{\"error\":{\"code\":", "Content-Type: application/json"));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => Client.CreateAsync("contacts", Row("{}"), null, CancellationToken.None));
        Assert.Equal((DataverseErrorCodes.InvalidResponse, false, true), (e.Code, e.IsInDoubt, e.IsTransient));
    }
}
