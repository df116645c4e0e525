using Polly;

namespace DentalMigration.Dataverse;

/// <summary>Tells of each answer 429 and lets it through. Where the service names no wait, the next is longer each time.</summary>
internal sealed class ThrottleTeller(Action<ThrottledEventArgs> throttled) : ResilienceStrategy
{
    private int _unnamed;

    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        Outcome<TResult> outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        if (outcome.Exception is DataverseException { Retry: RetryKind.Throttled } refused)
        {
            throttled(new(refused.RetryAfter ?? RetryPipeline.Backoff(Interlocked.Increment(ref _unnamed) - 1), ProtectionLimit.Of(refused.Error)));
        }
        else if (outcome.Exception is null)
        {
            Interlocked.Exchange(ref _unnamed, 0);
        }
        return outcome;
    }
}

/// <summary>A teller has nothing to choose.</summary>
internal sealed class ThrottleTellerOptions : ResilienceStrategyOptions;
