using System.Globalization;
using System.Management.Automation;
using DentalMigration.Loading;

namespace DentalMigration.Commands;

/// <summary>The one way a run shows how far it is: one activity, at most four times a second, with a completed record at the end.</summary>
internal sealed class ProgressReporter(PipelineRelay relay, string activity) : IProgress<LoadProgress>, IDisposable
{
    private const int ActivityId = 4711;

    private readonly Lock _gate = new();
    private long _last;

    /// <summary>The same for work that is counted and no run: tables that are made, rows that are read.</summary>
    /// <param name="what">What is at work.</param>
    /// <param name="done">How many are finished.</param>
    /// <param name="total">How many there are; 0 while unknown.</param>
    public void Report(string what, long done, long total = 0)
    {
        if (IsTime())
        {
            string count = total > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0}")
                : string.Create(CultureInfo.InvariantCulture, $"{done:N0}");
            relay.Progress(new ProgressRecord(ActivityId, activity, $"{what}: {count}")
            {
                PercentComplete = total > 0 ? (int)Math.Clamp(100 * done / total, 0, 100) : -1,
            });
        }
    }

    public void Report(LoadProgress value)
    {
        if (!IsTime())
        {
            return;
        }

        string done = value.Total > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{value.Done:N0} of {(value.IsEstimate ? "about " : "")}{value.Total:N0}")
            : string.Create(CultureInfo.InvariantCulture, $"{value.Done:N0}");
        string waiting = value.Waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $", {value.Waiting} of {value.Users} users wait") : "";
        relay.Progress(new ProgressRecord(ActivityId, activity, $"{value.Stage} {value.Object}: {done}")
        {
            CurrentOperation = string.Create(
                CultureInfo.InvariantCulture, $"{value.RowsPerSecond:N0} rows/s, {value.Held:N0} held, throttled {value.Throttled:N0} times{waiting}"),
            SecondsRemaining = value.Remaining is { } rest ? (int)Math.Min(rest.TotalSeconds, int.MaxValue) : -1,
            PercentComplete = value.Total > 0 ? (int)Math.Clamp(100 * value.Done / value.Total, 0, 100) : -1,
        });
    }

    /// <summary>A few times a second.</summary>
    private bool IsTime()
    {
        lock (_gate)
        {
            long now = Environment.TickCount64;
            if (_last != 0 && now - _last < 250)
            {
                return false;
            }

            _last = now;
            return true;
        }
    }

    public void Dispose() =>
        relay.Complete(new ProgressRecord(ActivityId, activity, "done") { RecordType = ProgressRecordType.Completed });
}
