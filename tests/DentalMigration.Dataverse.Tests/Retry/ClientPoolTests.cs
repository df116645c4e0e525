using DentalMigration.Dataverse.Tests.Support;

namespace DentalMigration.Dataverse.Tests.Retry;

public sealed class ClientPoolTests : ClientTest
{
    private readonly FakeClock _clock = new() { SkipsWaits = false };

    [Fact]
    public async Task Requests_go_by_the_user_with_the_least_to_do()
    {
        using DataverseClient first = User();
        using DataverseClient second = User();
        using ClientPool pool = new([first, second], maxConcurrency: 1, _clock);

        using Lease one = await Acquire(pool);
        using Lease two = await Acquire(pool);
        Assert.Equal([first, second], new[] { one.Waiting, two.Waiting });

        Task<Lease> third = Acquire(pool);
        Assert.False(third.IsCompleted);
        two.Dispose();
        Assert.Same(second, (await third).Waiting);
    }

    [Fact]
    public async Task A_throttled_user_pauses_alone_and_for_exactly_as_long_as_asked()
    {
        using DataverseClient first = User();
        using DataverseClient second = User();
        using ClientPool pool = new([first, second], maxConcurrency: 2, _clock);
        Server.Answers(Reply.Throttled("Retry-After: 300"));
        using (Lease refused = await Acquire(pool))
        {
            DataverseException e = await Assert.ThrowsAsync<DataverseException>(
                () => refused.Client.SendAsync(new DataverseRequest(HttpMethod.Post, "x"), CancellationToken.None));
            Assert.Equal((429, true, false, TimeSpan.FromSeconds(300)), (e.Status!.Value, e.IsTransient, e.IsInDoubt, e.RetryAfter!.Value));
            Assert.Same(first, refused.Waiting);
        }

        Assert.Equal((1, 1, 1), (pool.Paused, pool.Throttled, pool.Requests));
        Assert.Same(second, pool.Reader);
        for (int i = 0; i < 5; i++)
        {
            using Lease next = await Acquire(pool);
            Assert.Same(second, next.Waiting);
        }

        _clock.Advance(TimeSpan.FromSeconds(299));
        using Lease held = await Acquire(pool);
        using Lease alsoHeld = await Acquire(pool);
        Task<Lease> waiting = Acquire(pool);
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(first, (await waiting).Waiting);
        Assert.Equal(0, pool.Paused);
    }

    [Fact]
    public async Task A_batch_some_of_whose_parts_were_throttled_pauses_its_user()
    {
        using DataverseClient only = User();
        using ClientPool pool = new([only], maxConcurrency: 2, _clock);
        Server.Answers(Reply.Multipart(200, "--batchresponse_1\r\nContent-Type: application/http\r\n\r\n"
            + "HTTP/1.1 429 X\r\nRetry-After: 9\r\n\r\n{\"error\":{\"code\":\"0x80072321\",\"message\":\"\"}}\r\n--batchresponse_1--"));
        await pool.BatchAsync([BatchOperation.Get("x")], null, CancellationToken.None);
        Task<Lease> waiting = Acquire(pool);
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(9));
        (await waiting).Dispose();
    }

    [Fact]
    public async Task Who_no_longer_wants_to_wait_takes_no_turn()
    {
        using DataverseClient only = User();
        using ClientPool pool = new([only], maxConcurrency: 1, _clock);
        using Lease held = await Acquire(pool);
        using CancellationTokenSource stop = new();
        Task<Lease> impatient = pool.AcquireAsync(stop.Token);
        Task<Lease> patient = Acquire(pool);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        held.Dispose();
        (await patient).Dispose();
    }

    private static Task<Lease> Acquire(ClientPool pool) => pool.AcquireAsync(CancellationToken.None);

    private DataverseClient User() => new(new DataverseConnection { Url = Server.Url, Clock = _clock, Timeout = FakeClock.Day });
}
