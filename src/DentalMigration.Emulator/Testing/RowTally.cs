namespace DentalMigration.Emulator.Testing;

/// <summary>Counts the rows that one request writes, whatever else is under way. Thread-safe.</summary>
internal sealed class RowTally
{
    private static readonly AsyncLocal<RowTally?> s_current = new();
    private long _rows;

    /// <summary>The tally of the request that the caller works for; null outside of one.</summary>
    public static RowTally? Current => s_current.Value;

    /// <summary>Rows so far.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>From here on the caller, and what it calls, works for this tally's request.</summary>
    public void Begin() => s_current.Value = this;

    public void Add(int rows) => Interlocked.Add(ref _rows, rows);
}
