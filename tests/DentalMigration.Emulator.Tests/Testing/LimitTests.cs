using DentalMigration.Emulator.Tests.Harness;
using DentalMigration.Emulator.Throttling;

namespace DentalMigration.Emulator.Tests.Testing;

/// <summary>What the documents say of limits.</summary>
public sealed class LimitTests() : DataverseTest(new() { Limits = ServiceLimits.Documented with { Requests = 5 } })
{
    private const string Left = "x-ms-ratelimit-time-remaining-xrm-requests";
    private const string RequestsLeft = "x-ms-ratelimit-burst-remaining-xrm-requests";

    [Fact]
    [Documented("PD:api-limits.md", "The request after the last allowed waits until the window has passed")]
    public async Task The_request_after_the_last_allowed_waits_until_the_window_has_passed()
    {
        for (int i = 0; i < 5; i++)
        {
            (await Get("WhoAmI")).Is(200);
        }
        Clock.Advance(TimeSpan.FromSeconds(100));
        Reply refused = (await Get("WhoAmI")).Is(429, "0x80072322");
        Assert.Equal("200", refused.Header("Retry-After"));
        Assert.Equal("Number of requests exceeded the limit of 5 over time window of 300 seconds.", refused.Error);
        Clock.Advance(TimeSpan.FromSeconds(200));
        (await Get("WhoAmI")).Is(200);
    }

    [Fact]
    [Documented("PD:api-limits.md", "Answers tell what is left of the limits; an answer's own time is not yet counted")]
    public async Task Answers_tell_what_is_left()
    {
        await TakeAsync(100, 10);
        Assert.Equal(("4", "1,200.00"), Remaining(await Get("WhoAmI")));
        Assert.Equal(("3", "1,199.90"), Remaining(await Get("WhoAmI")));
    }

    [Fact]
    public async Task A_request_takes_its_time_for_itself_and_for_each_row_it_writes()
    {
        await TakeAsync(100, 10);
        (await Post("accounts/Microsoft.Dynamics.CRM.CreateMultiple", $$"""{"Targets":[{{Target}},{{Target}},{{Target}}]}""")).Is(200);
        string part = "--batch_1\r\nContent-Type: application/http\r\n\r\nPOST /api/data/v9.2/accounts HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{\"name\":\"b\"}\r\n";
        (await Batch($"{part}{part}--batch_1--\r\n")).Is(200);
        (await Get("accounts?$select=name")).Is(200);
        Assert.Equal(("1", "1,199.65"), Remaining(await Get("WhoAmI"))); // 130 + 120 + 100 ms
        Assert.Equal(0.45, (await Get("http://localhost/emulator/stats")).Is(200).Json["executionSeconds"]!.GetValue<double>(), 6);
    }

    [Fact]
    [Documented("PD:api-limits.md", "Combined execution time over the limit is refused until enough of it has left the window, and longer the further it was passed")]
    public async Task Combined_execution_time_over_the_limit_is_refused_until_enough_of_it_has_left_the_window()
    {
        await TakeAsync(1_250_000, 0);
        (await Get("WhoAmI")).Is(200);
        Reply refused = (await Get("WhoAmI")).Is(429, "0x80072321");
        Assert.Equal("313", refused.Header("Retry-After")); // 300 s, and 12.5 s for the 50 s beyond
        Assert.Equal("Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of 300 seconds. "
            + "Decrease number of concurrent requests or reduce the duration of requests and try again later.", refused.Error);
        Clock.Advance(TimeSpan.FromSeconds(300));
        (await Get("WhoAmI")).Is(200);
    }

    [Theory]
    [InlineData("none", null, null, null)]
    [InlineData("documented", 6000, 1200, 300)]
    [InlineData("documented/30", 200, 40, 10)]
    [InlineData("documented/300", 20, 4, 1)]
    public void Limits_are_read_from_text_and_scaled_together(string text, int? requests, int? time, int? window)
    {
        Assert.True(ServiceLimits.TryParse(text, out ServiceLimits? limits));
        Assert.Equal(requests is null ? null : new ServiceLimits(requests.Value, TimeSpan.FromSeconds(time!.Value), 52, TimeSpan.FromSeconds(window!.Value)), limits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Documented")]
    [InlineData("documented/")]
    [InlineData("documented/0")]
    [InlineData("documented/-30")]
    [InlineData("documented/7")]
    [InlineData("documented/600")]
    [InlineData("documented/30/2")]
    [InlineData("6000")]
    public void Other_texts_are_no_limits(string text) => Assert.False(ServiceLimits.TryParse(text, out _));

    private const string Target = """{"@odata.type":"Microsoft.Dynamics.CRM.account","name":"a"}""";

    private async Task TakeAsync(int perRequest, int perRow) =>
        (await Post("http://localhost/emulator/faults", $$"""{"latencyPerRequestMs":{{perRequest}},"latencyPerRowMs":{{perRow}}}""")).Is(204);

    private static (string?, string?) Remaining(Reply reply) => (reply.Header(RequestsLeft), reply.Header(Left));
}
