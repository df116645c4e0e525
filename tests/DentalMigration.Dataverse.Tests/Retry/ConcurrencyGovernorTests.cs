using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Retry;

public class ConcurrencyGovernorTests
{
    private readonly FakeClock _clock = new() { SkipsWaits = false };

    [Fact]
    public async Task No_more_requests_go_than_allowed_and_the_first_to_wait_goes_first()
    {
        using ConcurrencyGovernor governor = new(2, 10, _clock);
        Permit first = await Acquire(governor);
        await Acquire(governor);
        Task<Permit> third = Acquire(governor);
        Task<Permit> fourth = Acquire(governor);
        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();

        await third;
        Assert.False(fourth.IsCompleted);
    }

    [Fact]
    public void Until_the_first_refusal_every_success_allows_one_more_up_to_the_maximum()
    {
        using ConcurrencyGovernor governor = new(2, 4, _clock);
        governor.OnSuccess();
        Assert.Equal(3, governor.Current);
        governor.OnSuccess();
        governor.OnSuccess();
        Assert.Equal(4, governor.Current);
    }

    [Fact]
    public void After_a_refusal_a_round_of_successes_allows_one_more_up_to_the_maximum()
    {
        using ConcurrencyGovernor governor = new(4, 4, _clock);
        governor.OnThrottled(TimeSpan.Zero);
        governor.OnSuccess();
        Assert.Equal(2, governor.Current);
        governor.OnSuccess();
        Assert.Equal(3, governor.Current);
        for (int i = 0; i < 100; i++)
        {
            governor.OnSuccess();
        }
        Assert.Equal(4, governor.Current);
    }

    [Fact]
    public async Task Throttling_pauses_everyone_for_exactly_as_long_as_asked()
    {
        using ConcurrencyGovernor governor = new(4, 4, _clock);
        governor.OnThrottled(TimeSpan.FromSeconds(10));
        Task<Permit> waiting = Acquire(governor);
        _clock.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        await waiting;
    }

    [Fact]
    public void A_burst_of_refusals_halves_the_concurrency_once()
    {
        using ConcurrencyGovernor governor = new(8, 8, _clock);
        governor.OnThrottled(TimeSpan.FromSeconds(10));
        governor.OnThrottled(TimeSpan.FromSeconds(5));
        governor.OnThrottled(TimeSpan.FromSeconds(12));
        Assert.Equal(4, governor.Current);
        _clock.Advance(TimeSpan.FromSeconds(12));
        governor.OnThrottled(TimeSpan.FromSeconds(1));
        Assert.Equal(2, governor.Current);
    }

    [Fact]
    public void One_request_is_always_allowed()
    {
        using ConcurrencyGovernor governor = new(1, 8, _clock);
        governor.OnThrottled(TimeSpan.Zero);
        Assert.Equal(1, governor.Current);
    }

    [Fact]
    public async Task A_longer_pause_outlasts_a_shorter_one()
    {
        using ConcurrencyGovernor governor = new(4, 4, _clock);
        governor.OnThrottled(TimeSpan.FromSeconds(10));
        governor.OnThrottled(TimeSpan.FromSeconds(3));
        Task<Permit> waiting = Acquire(governor);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(7));
        await waiting;
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_place()
    {
        using ConcurrencyGovernor governor = new(1, 1, _clock);
        Permit held = await Acquire(governor);
        using CancellationTokenSource stop = new();
        Task<Permit> impatient = governor.AcquireAsync(stop.Token);
        Task<Permit> patient = Acquire(governor);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        held.Dispose();
        await patient;
    }

    private static Task<Permit> Acquire(ConcurrencyGovernor governor) => governor.AcquireAsync(CancellationToken.None);
}
