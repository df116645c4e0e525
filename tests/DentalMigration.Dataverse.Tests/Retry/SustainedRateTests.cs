using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Retry;

/// <summary>What a user gets of what the service's limits allow, over hours of virtual time.</summary>
public class SustainedRateTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Time counts when a request has ended, so a server lets a little more through than it says.</summary>
    private const double Most = 1.02;

    [Theory]
    [InlineData(1, 300, 0.45, 0)] // limited by time, the documented window
    [InlineData(1, 300, 2.05, 0)]
    [InlineData(1, 300, 0.45, 0.5)] // requests of different length
    [InlineData(1, 300, 0.10, 0)] // limited by requests
    [InlineData(2, 300, 0.45, 0)] // several servers behind one user, chosen at random
    [InlineData(3, 300, 0.45, 0.5)]
    [InlineData(1, 10, 0.45, 0)] // scaled down thirty times
    [InlineData(1, 10, 0.45, 0.2)]
    [InlineData(1, 10, 0.10, 0)]
    public void Nearly_all_that_the_limits_allow_is_used_and_hardly_a_request_refused(int servers, int seconds, double takes, double spread)
    {
        TimeSpan window = TimeSpan.FromSeconds(seconds);
        using LimitedService service = new(servers, 20 * seconds, 4.0 * seconds, window, maximum: 20) { Takes = r => takes * (1 + (spread * ((2 * r) - 1))) };
        service.Run(window);
        int windows = seconds == 300 ? 20 : 60;
        (int done, double taken, int refused) = service.Run(window * windows);
        double used = Math.Max(taken / (4.0 * seconds * servers * windows), done / (20.0 * seconds * servers * windows));
        output.WriteLine($"{used:P2} used, {(double)refused / (done + refused):P3} refused");
        Assert.InRange(used, 0.95, Most);
        Assert.True(refused < 0.005 * (done + refused), $"{refused} of {done + refused} requests were refused.");
    }

    [Theory]
    [InlineData(2, 24)]
    [InlineData(0.5, 2)]
    public void It_follows_limits_that_change(double factor, int windowsToLearn)
    {
        using LimitedService service = new(1, 6000, 1200, Window, maximum: 20);
        service.Run(Window * 12);
        service.Servers[0].Seconds = 1200 * factor;
        int told = service.Run(Window * windowsToLearn).Refused;
        (int done, double taken, int refused) = service.Run(Window * 20);
        output.WriteLine($"{taken / (1200 * factor * 20):P2} used, {(double)refused / (done + refused):P3} refused, {told} on the way");
        Assert.InRange(taken / (1200 * factor * 20), 0.95, Most);
        Assert.True(refused < 0.005 * (done + refused), $"{refused} of {done + refused} requests were refused.");
    }

    [Theory]
    [InlineData(10, 0.45)]
    [InlineData(10, 0.10)]
    [InlineData(300, 2.05)]
    public void Where_answers_say_what_is_left_only_the_first_refusal_is_needed(int seconds, double takes)
    {
        TimeSpan window = TimeSpan.FromSeconds(seconds);
        using LimitedService service = new(1, 20 * seconds, 4.0 * seconds, window) { Takes = r => takes * (0.9 + (0.2 * r)), Headers = left => left };
        service.Run(window * 3);
        (int done, double taken, int refused) = service.Run(window * 30);
        output.WriteLine($"{service.Counts.Refused - refused} + {refused} refused, {taken / (4.0 * seconds * 30):P2} used");
        Assert.InRange(service.Counts.Refused, 1, 8);
        Assert.Equal(0, refused);
        Assert.InRange(Math.Max(taken / (4.0 * seconds * 30), done / (20.0 * seconds * 30)), 0.97, Most);
    }

    [Fact]
    public void Answers_that_say_nothing_is_left_when_much_is_cost_little()
    {
        using LimitedService service = new(1, 6000, 1200, Window) { Headers = _ => new(0, 0) };
        service.Run(Window);
        Assert.InRange(service.Run(Window * 20).Taken / (1200 * 20), 0.85, Most);
    }

    [Theory]
    [InlineData(1190, false)]
    [InlineData(1190, true)]
    [InlineData(150, false)]
    [InlineData(150, true)]
    public void What_another_process_spent_before_is_not_taken_for_what_the_limits_are(double before, bool answersTell)
    {
        using LimitedService service = new(1, 6000, 1200, Window) { Headers = answersTell ? left => left : null };
        service.Servers[0].End(before);
        service.Run(Window * 2);
        double taken = service.Run(Window * 10).Taken;
        Assert.InRange(taken / 12_000, 0.95, Most);
    }

    [Theory]
    [InlineData("0x80072321", "Combined execution time of incoming requests exceeded limit of 1,200,000  milliseconds over time window of 300 seconds. Decrease", LimitedMeasure.ExecutionTime, 1200, 300)]
    [InlineData("0x80072322", "Number of requests exceeded the limit of 6000 over time window of 300 seconds.", LimitedMeasure.Requests, 6000, 300)]
    public void A_refusal_names_its_limit(string code, string text, LimitedMeasure measure, double amount, int seconds) =>
        Assert.Equal(new ProtectionLimit(measure, amount, TimeSpan.FromSeconds(seconds)), ProtectionLimit.Of(new DataverseError(code, text)));

    [Theory]
    [InlineData("0x80072326", "Number of concurrent requests exceeded the limit of 52.")]
    [InlineData("0x80072322", "Too many requests.")]
    [InlineData("0x80072322", "Number of requests exceeded the limit of 0 over time window of 0 seconds.")]
    [InlineData("0x80040217", "Number of requests exceeded the limit of 6000 over time window of 300 seconds.")]
    public void Other_refusals_name_none(string code, string text) => Assert.Null(ProtectionLimit.Of(new DataverseError(code, text)));

    [Fact]
    public void A_refusal_that_names_a_limit_leaves_the_concurrency()
    {
        using ConcurrencyGovernor governor = new(4, 8, new FakeClock { SkipsWaits = false });
        governor.OnThrottled(TimeSpan.FromSeconds(1), new ProtectionLimit(LimitedMeasure.Requests, 6000, Window));
        Assert.Equal(4, governor.Current);
    }
}
