namespace DentalMigration.Undo;

/// <summary>What an undo did.</summary>
/// <param name="Objects">By object, in the order they were undone.</param>
/// <param name="Components">What of the schema was ours, with whether it went.</param>
/// <param name="Verification">What a look at the organisation found afterwards.</param>
/// <param name="Run">The undo's number in the ledger, under which every row and column it kept is told.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Requests">Requests sent.</param>
/// <param name="Throttled">How often the service asked for patience.</param>
public sealed record UndoResult(
    IReadOnlyList<UndoneObject> Objects,
    IReadOnlyList<UndoneComponent> Components,
    UndoVerification Verification,
    long Run,
    TimeSpan Elapsed,
    long Requests,
    long Throttled)
{
    /// <summary>True where the time budget ended the undo before its work was done. Undo again to go on.</summary>
    public bool IsPaused { get; init; }

    /// <summary>True where nothing of ours is left that was to go, and the organisation was seen to say so.</summary>
    public bool IsComplete => !IsPaused && Objects.All(o => o.Kept == 0) && Components.All(c => c.Removed) && Verification.IsClean;
}

/// <summary>What the organisation holds after an undo, read from it and not from the ledger.</summary>
/// <param name="Found">Rows with the migration's import numbers that are still there.</param>
/// <param name="Expected">How many of those are to be there: kept, or not part of this undo.</param>
/// <param name="Unexpected">How many of those were to be gone.</param>
/// <param name="Restored">Rows whose columns were put back and read as before.</param>
/// <param name="Differing">Rows whose columns were put back and read otherwise.</param>
public sealed record UndoVerification(long Found, long Expected, long Unexpected, long Restored, long Differing)
{
    /// <summary>True where everything that was to be gone is gone, and everything put back reads as before.</summary>
    public bool IsClean => Unexpected == 0 && Differing == 0;
}

/// <summary>One object's line.</summary>
public sealed record UndoneObject
{
    private readonly Dictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The object.</summary>
    public required string Object { get; init; }

    /// <summary>Its table.</summary>
    public required string Table { get; init; }

    /// <summary>Rows of ours that were deleted, or were gone already.</summary>
    public long Deleted { get; set; }

    /// <summary>Rows that hold again what they held before.</summary>
    public long Restored { get; set; }

    /// <summary>Rows, and columns of rows that stay, left as they are.</summary>
    public long Kept { get; set; }

    /// <summary>
    /// Why they were left, with how often: <c>ChangedSince</c>, <c>AttachedSince</c>, <c>StillNeeded</c>, <c>ChangedByLaterRun</c>, <c>SeenByLaterRun</c>,
    /// <c>DeleteRefused</c>, <c>RestoreRefused</c>.
    /// </summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    internal void Keep(string code)
    {
        lock (_gate)
        {
            Kept++;
            _reasons[code] = _reasons.GetValueOrDefault(code) + 1;
        }
    }

    internal void Delete()
    {
        lock (_gate)
        {
            Deleted++;
        }
    }

    internal void Restore()
    {
        lock (_gate)
        {
            Restored++;
        }
    }
}

/// <summary>A component of the schema.</summary>
/// <param name="Kind"><c>table</c>, <c>column</c>, <c>lookup</c>, <c>key</c>, <c>view</c>, <c>form</c>… as in a plan, in lower case.</param>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Removed">True where it is gone.</param>
/// <param name="Reason">Why it stayed.</param>
public sealed record UndoneComponent(string Kind, string Table, string Name, bool Removed, string Reason = "");
