namespace DentalMigration.Loading;

/// <summary>How far a run is. Sent a few times a second at most.</summary>
/// <param name="Stage"><c>check</c>, <c>prepare</c>, <c>load</c>, <c>steps</c>, <c>verify</c>, <c>owners</c>, <c>undo</c>, <c>repair</c>, <c>read</c>.</param>
/// <param name="Object">The object at work.</param>
/// <param name="Done">Records finished in this stage of this object.</param>
/// <param name="Total">How many there are; 0 while unknown.</param>
/// <param name="Held">Held so far in this object.</param>
/// <param name="RowsPerSecond">Rows per second over the run so far.</param>
/// <param name="Throttled">Times the service asked for patience.</param>
public sealed record LoadProgress(string Stage, string Object, long Done, long Total, long Held, double RowsPerSecond, long Throttled)
{
    /// <summary>True where <see cref="Total"/> is reckoned from how much of the files is read, and not known.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>How long the whole run will take yet, at the pace so far; null while nothing can be said.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>How many application users wait now because the service told them to.</summary>
    public int Waiting { get; init; }

    /// <summary>How many application users there are.</summary>
    public int Users { get; init; } = 1;
}
