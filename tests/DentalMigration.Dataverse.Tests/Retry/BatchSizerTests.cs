namespace DentalMigration.Dataverse.Tests.Retry;

public class BatchSizerTests
{
    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(1);
    private static readonly DataverseException TimedOut = new(DataverseErrorCodes.Timeout, "t");

    [Fact]
    public void It_starts_at_a_hundred_and_grows_to_a_thousand_while_full_requests_are_answered_fast()
    {
        BatchSizer sizer = new();
        List<int> sizes = [sizer.Current];
        for (int i = 0; i < 20; i++)
        {
            sizer.OnSuccess(sizer.Current, Fast);
            sizes.Add(sizer.Current);
        }
        Assert.Equal([100, 125, 156, 195], sizes.Take(4));
        Assert.Equal(1000, sizes[^1]);
        Assert.Equal(sizes.Order(), sizes);
    }

    [Fact]
    public void Slow_answers_and_smaller_requests_leave_it()
    {
        BatchSizer sizer = new();
        sizer.OnSuccess(100, TimeSpan.FromSeconds(6));
        sizer.OnSuccess(99, Fast);
        Assert.Equal(100, sizer.Current);
        sizer.OnSuccess(100, TimeSpan.FromSeconds(5));
        Assert.Equal(125, sizer.Current);
    }

    [Theory]
    [InlineData("Timeout", null)]
    [InlineData("0x80044151", 500)]
    [InlineData("0x8004418A", 400)]
    [InlineData("Http413", 413)]
    [InlineData("Http504", 504)]
    public void It_halves_where_the_size_may_be_the_cause(string code, int? status)
    {
        BatchSizer sizer = new();
        Assert.True(sizer.OnFailure(100, new DataverseException(code, "m") { Status = status }));
        Assert.Equal(50, sizer.Current);
    }

    [Theory]
    [InlineData("0x80040237", 412)]
    [InlineData("0x80044150", 500)]
    [InlineData("0x80072322", 429)]
    [InlineData("ConnectionLost", null)]
    public void Other_failures_leave_it(string code, int? status)
    {
        BatchSizer sizer = new();
        Assert.False(sizer.OnFailure(100, new DataverseException(code, "m") { Status = status }));
        Assert.Equal(100, sizer.Current);
    }

    [Fact]
    public void Requests_that_fail_together_halve_it_once()
    {
        BatchSizer sizer = new(400);
        Assert.True(sizer.OnFailure(400, TimedOut));
        Assert.True(sizer.OnFailure(400, TimedOut));
        Assert.Equal(200, sizer.Current);
        Assert.True(sizer.OnFailure(200, TimedOut));
        Assert.Equal(100, sizer.Current);
    }

    [Fact]
    public void One_row_is_the_least_and_cannot_be_blamed()
    {
        BatchSizer sizer = new(2);
        Assert.True(sizer.OnFailure(2, TimedOut));
        Assert.Equal(1, sizer.Current);
        Assert.False(sizer.OnFailure(1, TimedOut));
        Assert.Equal(1, sizer.Current);
        sizer.OnSuccess(1, Fast);
        Assert.Equal(2, sizer.Current);
    }

    [Fact]
    public void Its_bounds_must_be_in_order()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchSizer(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchSizer(5, minimum: 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchSizer(500, maximum: 100));
    }

    [Fact]
    public void Many_threads_keep_it_within_its_bounds()
    {
        BatchSizer sizer = new();
        Parallel.For(0, 20_000, i =>
        {
            int rows = sizer.Current;
            if (i % 7 == 0)
            {
                sizer.OnFailure(rows, TimedOut);
            }
            else
            {
                sizer.OnSuccess(rows, Fast);
            }
            Assert.InRange(sizer.Current, 1, 1000);
        });
    }
}
