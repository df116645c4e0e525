using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Retry;

public class ThrottlingTests : ClientTest
{
    [Fact]
    public async Task A_throttled_write_waits_exactly_as_long_as_asked_and_sends_the_same_body_again()
    {
        Server.Answers(Reply.Throttled("Retry-After: 37"), Reply.Created());
        List<TimeSpan> told = [];
        Client.Throttled += (_, e) => told.Add(e.RetryAfter);

        await Client.CreateAsync("contacts", Row("""{"a":1}"""), null, CancellationToken.None);

        Assert.Equal([TimeSpan.FromSeconds(37)], Clock.Waits);
        Assert.Equal(["""{"a":1}""", """{"a":1}"""], Server.Seen.Select(seen => seen.Body));
        Assert.Equal([TimeSpan.FromSeconds(37)], told);
        Assert.Equal((2, 1, TimeSpan.FromSeconds(37), 0, 1), Counts());
    }

    [Fact]
    public async Task Throttling_is_borne_for_as_long_as_it_lasts()
    {
        Server.Answers([.. Enumerable.Repeat(Reply.Throttled("Retry-After: 300"), 40), Reply.Created()]);
        await Client.CreateAsync("contacts", Row("{}"), null, CancellationToken.None);
        Assert.Equal(TimeSpan.FromSeconds(12_000), Client.Statistics.ThrottledFor);
    }

    [Fact]
    public async Task A_date_in_Retry_After_is_waited_for()
    {
        Server.Answers(Reply.Throttled($"Retry-After: {Clock.GetUtcNow().AddSeconds(90):R}"), Reply.Json("{}"));
        await Client.SendAsync(new DataverseRequest(HttpMethod.Get, "x"), CancellationToken.None);
        Assert.Equal([TimeSpan.FromSeconds(90)], Clock.Waits);
    }

    [Fact]
    public async Task Without_Retry_After_the_waits_grow_up_to_a_minute()
    {
        Server.Answers([.. Enumerable.Repeat(Reply.Throttled(), 8), Reply.Json("{}")]);
        await Client.SendAsync(new DataverseRequest(HttpMethod.Get, "x"), CancellationToken.None);
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting()
    {
        FakeClock clock = new() { SkipsWaits = false };
        using DataverseClient client = new(new DataverseConnection { Url = Server.Url, Clock = clock, Timeout = FakeClock.Day });
        using CancellationTokenSource stop = new();
        client.Throttled += (_, _) => stop.Cancel();
        Server.Answers(Reply.Throttled("Retry-After: 300"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.SendAsync(new DataverseRequest(HttpMethod.Get, "x"), stop.Token));
        Assert.Single(Server.Seen);
    }

    private (long, long, TimeSpan, long, long) Counts()
    {
        DataverseStatistics s = Client.Statistics;
        return (s.Requests, s.Throttled, s.ThrottledFor, s.Retries, s.RowsSent);
    }
}
