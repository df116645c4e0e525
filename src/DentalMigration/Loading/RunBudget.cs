namespace DentalMigration.Loading;

/// <summary>
/// The time a run may take, from when this is made. New work begins until a tenth of it, or five minutes, is left; what is in flight may then
/// end. What does not answer by the budget's end, such as a throttled request, is broken off and in doubt, and the next run settles it.
/// </summary>
public sealed class RunBudget
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly TimeSpan _working;

    /// <param name="length">How long the run may take; more than zero.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="MigrationException"><c>TimeBudgetInvalid</c>.</exception>
    public RunBudget(TimeSpan length, TimeProvider clock)
    {
        if (length <= TimeSpan.Zero)
        {
            throw new MigrationException("TimeBudgetInvalid", "A time budget is longer than nothing, such as 02:45:00 for a job that is ended after three hours.");
        }

        (Length, _clock, _started) = (length, clock, clock.GetTimestamp());
        TimeSpan rest = length / 10;
        _working = length - (rest < LongestRest ? rest : LongestRest);
    }

    /// <summary>How long the run may take.</summary>
    public TimeSpan Length { get; }

    /// <summary>True where work was left because of it.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>True where no new work may begin. Asked only where there is some, so that <see cref="HasStopped"/> tells whether any was left.</summary>
    internal bool Stops()
    {
        bool isOver = _clock.GetElapsedTime(_started) >= _working;
        HasStopped |= isOver;
        return isOver;
    }

    /// <summary>Notes that what was in flight was broken off.</summary>
    internal void BrokeOff() => HasStopped = true;

    /// <summary>Is cancelled at the budget's end.</summary>
    internal CancellationTokenSource End()
    {
        TimeSpan left = Length - _clock.GetElapsedTime(_started);
        return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _clock);
    }
}
