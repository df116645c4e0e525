using DentalMigration.Dataverse;

namespace DentalMigration.Loading;

/// <summary>Waits between attempts after a lost connection or a 5xx, longer each time, and gives up in a way that can be resumed.</summary>
/// <param name="options">How often, and how long.</param>
/// <param name="clock">The clock of the waits.</param>
/// <param name="pool">Who sends; a throttled request waits for its next turn there, which another user may have at once.</param>
internal sealed class Patience(LoadOptions options, TimeProvider clock, ClientPool? pool = null)
{
    private int _attempts;

    /// <summary>Repeats a write that may be carried out any number of times, until it is answered.</summary>
    public async Task RepeatAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (DataverseException e) when (e.IsTransient)
            {
                await WaitAsync(e, cancellationToken);
            }
        }
    }

    /// <summary>Waits before the next attempt.</summary>
    /// <exception cref="MigrationException"><c>TargetUnavailable</c> when the attempts are used up.</exception>
    public async Task WaitAsync(DataverseException cause, CancellationToken cancellationToken)
    {
        // Throttling is no failure: the row waits for as long as the service asks, or until another user may send it.
        if (cause.Status == 429 && pool?.Paused > 0)
        {
            return;
        }

        if (cause.Status != 429 && ++_attempts >= options.MaxAttempts)
        {
            throw new MigrationException(
                "TargetUnavailable",
                $"Dataverse did not answer {_attempts} times ({cause.Code}). Nothing is lost: run again when it does, and the run goes on where it stopped.",
                cause);
        }

        TimeSpan delay = cause.RetryAfter ?? TimeSpan.FromMilliseconds(Math.Min(options.MaxDelay.TotalMilliseconds, 100 * Math.Pow(2, _attempts)));
        await Task.Delay(delay, clock, cancellationToken);
    }
}
