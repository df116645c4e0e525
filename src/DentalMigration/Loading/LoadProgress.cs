namespace DentalMigration.Loading;

/// <summary>How far a run is. Sent a few times a second at most.</summary>
/// <param name="Stage"><c>load</c>, <c>steps</c>, <c>verify</c>, <c>undo</c>, <c>schema</c>.</param>
/// <param name="Object">The object at work.</param>
/// <param name="Done">Records finished in this stage of this object.</param>
/// <param name="Total">How many there are; 0 while unknown.</param>
/// <param name="Held">Held so far in this object.</param>
/// <param name="RowsPerSecond">Rows per second over the run so far.</param>
/// <param name="Throttled">Times the service asked for patience.</param>
public sealed record LoadProgress(string Stage, string Object, long Done, long Total, long Held, double RowsPerSecond, long Throttled);
