namespace DentalMigration.Dataverse;

/// <summary>
/// Adapts how many rows go in one bulk request (powerapps-docs, bulk-operations.md: begin with 100, up to 1,000). It grows by a quarter
/// after a full request that was answered fast, and halves when one was too long for the service or took too long. Several requests
/// under way that fail together halve it once. Thread-safe; it only counts, and waits for nothing.
/// </summary>
public sealed class BatchSizer
{
    /// <summary>The size to begin with.</summary>
    public const int DefaultStart = 100;

    /// <summary>The most rows that Microsoft recommends in a request.</summary>
    public const int DefaultMaximum = 1000;

    private readonly Lock _lock = new();
    private readonly int _minimum;
    private readonly int _maximum;
    private readonly TimeSpan _fast;
    private int _current;

    /// <param name="start">Rows in a request at first.</param>
    /// <param name="minimum">The fewest.</param>
    /// <param name="maximum">The most.</param>
    /// <param name="fast">The longest that an answer may take for the size to grow; 5 seconds where it is not given.</param>
    public BatchSizer(int start = DefaultStart, int minimum = 1, int maximum = DefaultMaximum, TimeSpan? fast = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(start, minimum);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, start);
        (_current, _minimum, _maximum, _fast) = (start, minimum, maximum, fast ?? TimeSpan.FromSeconds(5));
    }

    /// <summary>How many rows the next request should have.</summary>
    public int Current => Volatile.Read(ref _current);

    /// <summary>A request succeeded. Smaller ones than the present size say nothing about it.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="elapsed">From sending to answer, without the waits of throttling.</param>
    public void OnSuccess(int rows, TimeSpan elapsed)
    {
        lock (_lock)
        {
            if (rows >= _current && elapsed <= _fast)
            {
                _current = Math.Min(_maximum, _current + Math.Max(1, _current / 4));
            }
        }
    }

    /// <summary>A request failed.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="failure">How.</param>
    /// <returns>Whether its size may be the cause, so that fewer rows at once may succeed. A single row cannot be made smaller.</returns>
    public bool OnFailure(int rows, DataverseException failure)
    {
        if (!IsSizeRelated(failure))
        {
            return false;
        }
        lock (_lock)
        {
            _current = Math.Min(_current, Math.Max(_minimum, rows / 2));
        }
        return rows > _minimum;
    }

    /// <summary>Whether a failure tells of too many rows: the answer did not come in time, the database timed out,
    /// or the request was too long.</summary>
    public static bool IsSizeRelated(DataverseException failure) =>
        failure.Status is 408 or 413 or 504
        || new[] { DataverseErrorCodes.Timeout, DataverseErrorCodes.SqlTimeout, DataverseErrorCodes.RequestTooLong }
            .Contains(failure.Code, StringComparer.OrdinalIgnoreCase);
}
