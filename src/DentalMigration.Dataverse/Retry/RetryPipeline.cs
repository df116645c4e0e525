using Polly;
using Polly.Retry;

namespace DentalMigration.Dataverse;

/// <summary>Throttling outside, transient failures inside. What may be repeated is decided where the failure is made (<see cref="RetryKind"/>).</summary>
internal static class RetryPipeline
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public static ResiliencePipeline Build(DataverseConnection connection, DataverseStatistics statistics, Action<ThrottledEventArgs> throttled)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = connection.Clock };
        builder.AddRetry(Throttling(statistics, throttled));
        if (connection.MaxRetries > 0)
        {
            builder.AddRetry(Transient(connection, statistics));
        }
        return builder.Build();
    }

    /// <summary>For a request that another user may take: throttling is told and thrown, not waited for.</summary>
    public static ResiliencePipeline WithoutWaiting(DataverseConnection connection, DataverseStatistics statistics, Action<ThrottledEventArgs> throttled)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = connection.Clock };
        builder.AddStrategy(_ => new ThrottleTeller(refusal =>
        {
            statistics.CountThrottle(refusal.RetryAfter);
            throttled(refusal);
        }), new ThrottleTellerOptions());
        if (connection.MaxRetries > 0)
        {
            builder.AddRetry(Transient(connection, statistics));
        }
        return builder.Build();
    }

    /// <summary>Waits exactly Retry-After and never gives up (api-limits.md: keep retrying, do not lower the load beforehand).</summary>
    private static RetryStrategyOptions Throttling(DataverseStatistics statistics, Action<ThrottledEventArgs> throttled) => new()
    {
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is DataverseException { Retry: RetryKind.Throttled }),
        MaxRetryAttempts = int.MaxValue,
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(
            (args.Outcome.Exception as DataverseException)?.RetryAfter ?? Backoff(args.AttemptNumber)),
        OnRetry = args =>
        {
            statistics.CountThrottle(args.RetryDelay);
            throttled(new(args.RetryDelay, ProtectionLimit.Of((args.Outcome.Exception as DataverseException)?.Error)));
            return default;
        },
    };

    private static RetryStrategyOptions Transient(DataverseConnection connection, DataverseStatistics statistics) => new()
    {
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is DataverseException { Retry: RetryKind.Safe }),
        MaxRetryAttempts = connection.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromSeconds(1),
        MaxDelay = LongestWait,
        Randomizer = connection.Randomizer,
        DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as DataverseException)?.RetryAfter),
        OnRetry = _ =>
        {
            statistics.CountRetry();
            return default;
        },
    };

    internal static TimeSpan Backoff(int attempt) =>
        attempt >= 6 ? LongestWait : TimeSpan.FromSeconds(Math.Min(1 << attempt, LongestWait.TotalSeconds));
}
