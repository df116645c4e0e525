namespace DentalMigration.Loading;

/// <summary>
/// Adds to reports of a count what follows from all of them together: rows a second, and how long it takes yet where all totals are known.
/// Passes on at most five reports a second, and always the last one of an object.
/// </summary>
/// <param name="inner">Who is told.</param>
/// <param name="clock">The clock.</param>
/// <param name="total">How many there are in all objects together; 0 while unknown.</param>
public sealed class MeteredProgress(IProgress<LoadProgress> inner, TimeProvider clock, long total) : IProgress<LoadProgress>
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _done = new(StringComparer.Ordinal);
    private readonly long _started = clock.GetTimestamp();
    private long _told;

    /// <inheritdoc/>
    public void Report(LoadProgress value)
    {
        lock (_gate)
        {
            _done[$"{value.Stage} {value.Object}"] = value.Done;
            bool isLast = value.Total > 0 && value.Done >= value.Total;
            if (!isLast && _told != 0 && clock.GetElapsedTime(_told) < Often)
            {
                return;
            }

            _told = clock.GetTimestamp();
            TimeSpan elapsed = clock.GetElapsedTime(_started);
            long done = _done.Values.Sum();
            inner.Report(value with
            {
                RowsPerSecond = value.RowsPerSecond > 0 || elapsed <= TimeSpan.Zero ? value.RowsPerSecond : done / elapsed.TotalSeconds,
                Remaining = value.Remaining ?? (done > 0 && total > done ? elapsed * ((double)(total - done) / done) : null),
            });
        }
    }
}
