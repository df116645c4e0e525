using DentalMigration.Emulator.Tests.Harness;
using DentalMigration.Emulator.Throttling;

namespace DentalMigration.Emulator.Tests.Testing;

/// <summary>What the documents say of limit.</summary>
public sealed class LimitTests() : DataverseTest(new() { Limits = ServiceLimits.Documented with { Requests = 3 } })
{
    [Fact]
    [Documented("PD:api-limits.md", "The request after the last allowed waits until the window has passed")]
    public async Task The_request_after_the_last_allowed_waits_until_the_window_has_passed()
    {
        for (int i = 0; i < 3; i++)
        {
            (await Get("WhoAmI")).Is(200);
        }
        Clock.Advance(TimeSpan.FromSeconds(100));
        Reply refused = (await Get("WhoAmI")).Is(429, "0x80072322");
        Assert.Equal("200", refused.Header("Retry-After"));
        Assert.Equal("Number of requests exceeded the limit of 3 over time window of 300 seconds.", refused.Error);
        Clock.Advance(TimeSpan.FromSeconds(200));
        (await Get("WhoAmI")).Is(200);
    }
}
