namespace DentalMigration.Tests.Support;

/// <summary>The real time, but nobody has to wait: timers go off at once.</summary>
public sealed class HastyClock : TimeProvider
{
    public static readonly HastyClock Instance = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.FromMilliseconds(1) && dueTime < TimeSpan.FromMinutes(1) ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
