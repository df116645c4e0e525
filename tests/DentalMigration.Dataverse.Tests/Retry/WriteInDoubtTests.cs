using System.Net;
using System.Net.Sockets;
using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Retry;

public class WriteInDoubtTests : ClientTest
{
    public static TheoryData<string> Writes => ["POST", "PATCH", "DELETE"];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_write_whose_connection_drops_is_sent_once_and_is_in_doubt(string method)
    {
        Server.Answers(Reply.Drop);
        await IsInDoubtAsync(DataverseErrorCodes.ConnectionLost, method);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_write_on_a_used_connection_that_drops_is_not_silently_repeated_by_the_sockets(string method)
    {
        Server.Answers(Reply.Json("{}"), Reply.Drop);
        await Client.SendAsync(new DataverseRequest(HttpMethod.Get, "x"), CancellationToken.None);
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => WriteAsync(method));
        Assert.True(e.IsInDoubt);
        Assert.Equal(["GET", method], Server.Seen.Select(seen => seen.Method));
        Assert.Equal(1, Server.Connections);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_write_that_a_gateway_answered_is_in_doubt(int status)
    {
        Server.Answers(Reply.With(status, "<html>Bad gateway</html>", "Content-Type: text/html"));
        await IsInDoubtAsync($"Http{status}", "POST");
    }

    [Fact]
    public async Task A_500_that_is_not_the_services_own_is_in_doubt()
    {
        Server.Answers(Reply.With(500, "<html>oops</html>"));
        await IsInDoubtAsync("Http500", "POST");
    }

    [Fact]
    public async Task A_write_whose_answer_breaks_off_is_in_doubt()
    {
        Server.Answers(Reply.Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Ids\"", close: true));
        await IsInDoubtAsync(DataverseErrorCodes.ConnectionLost, "POST");
    }

    [Fact]
    public async Task A_write_that_is_not_answered_in_time_is_in_doubt()
    {
        Server.Answers(Reply.Silence);
        Task write = WriteAsync("POST");
        await Server.ArrivalAsync();
        Clock.Advance(FakeClock.Day);
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => write);
        Assert.Equal((DataverseErrorCodes.Timeout, true, true), (e.Code, e.IsTransient, e.IsInDoubt));
    }

    [Fact]
    public async Task A_write_that_the_caller_cancels_is_a_cancellation()
    {
        Server.Answers(Reply.Silence);
        using CancellationTokenSource stop = new();
        Task write = Client.CreateAsync("contacts", Row("{}"), null, stop.Token);
        await Server.ArrivalAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
    }

    [Theory]
    [InlineData(500, "0x80040216", false)]
    [InlineData(500, "0x80044150", true)]
    [InlineData(412, "0x80040237", false)]
    public async Task A_write_that_the_service_refused_is_not_in_doubt(int status, string code, bool transient)
    {
        Server.Answers(Reply.Error(status, code));
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => WriteAsync("POST"));
        Assert.Equal((code, transient, false), (e.Code, e.IsTransient, e.IsInDoubt));
        Assert.Single(Server.Seen);
    }

    [Fact]
    public async Task A_write_that_cannot_be_sent_is_tried_again_and_is_not_in_doubt()
    {
        using DataverseClient client = new(new DataverseConnection
        {
            Url = new Uri($"http://127.0.0.1:{FreePort()}"),
            Clock = Clock,
            Timeout = FakeClock.Day,
            MaxRetries = 3,
        });
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(
            () => client.CreateAsync("contacts", Row("{}"), null, CancellationToken.None));
        Assert.Equal((DataverseErrorCodes.Unreachable, true, false), (e.Code, e.IsTransient, e.IsInDoubt));
        Assert.Equal(3, client.Statistics.Retries);
        Assert.Equal(0, client.Statistics.RowsSent);
    }

    private async Task IsInDoubtAsync(string code, string method)
    {
        DataverseException e = await Assert.ThrowsAsync<DataverseException>(() => WriteAsync(method));
        Assert.Equal((code, true, true), (e.Code, e.IsTransient, e.IsInDoubt));
        Assert.Single(Server.Seen);
        Assert.Equal(0, Client.Statistics.RowsSent);
    }

    private Task WriteAsync(string method) => method switch
    {
        "POST" => Client.CreateAsync("contacts", Row("{}"), null, CancellationToken.None),
        "PATCH" => Client.UpdateAsync("contacts", Id, Row("{}"), null, CancellationToken.None),
        _ => Client.DeleteAsync("contacts", Id, null, CancellationToken.None),
    };

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
