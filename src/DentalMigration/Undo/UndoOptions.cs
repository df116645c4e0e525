namespace DentalMigration.Undo;

/// <summary>How far an undo goes.</summary>
public sealed record UndoOptions
{
    /// <summary>Deletes rows of ours even where people changed them since. Rows that others attached something to are kept all the same.</summary>
    public bool Force { get; init; }

    /// <summary>Leaves tables, columns, keys and currencies in place.</summary>
    public bool KeepSchema { get; init; }

    /// <summary>Rows in one <c>$batch</c>.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Most requests in flight.</summary>
    public int MaxConcurrency { get; init; } = 8;
}
