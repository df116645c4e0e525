namespace DentalMigration.Undo;

/// <summary>What an undo did.</summary>
/// <param name="Objects">By object, in the order they were undone.</param>
/// <param name="Components">What of the schema was ours, with whether it went.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Requests">Requests sent.</param>
/// <param name="Throttled">How often the service asked for patience.</param>
public sealed record UndoResult(
    IReadOnlyList<UndoneObject> Objects, IReadOnlyList<UndoneComponent> Components, TimeSpan Elapsed, long Requests, long Throttled)
{
    /// <summary>True where the time budget ended the undo before its work was done. Undo again to go on.</summary>
    public bool IsPaused { get; init; }

    /// <summary>True where nothing of ours is left.</summary>
    public bool IsComplete => !IsPaused && Objects.All(o => o.Kept == 0) && Components.All(c => c.Removed);
}

/// <summary>One object's line.</summary>
public sealed record UndoneObject
{
    /// <summary>The object.</summary>
    public required string Object { get; init; }

    /// <summary>Its table.</summary>
    public required string Table { get; init; }

    /// <summary>Rows of ours that were deleted, or were gone already.</summary>
    public long Deleted { get; set; }

    /// <summary>Rows of others that hold again what they held before.</summary>
    public long Restored { get; set; }

    /// <summary>Rows left as they are, because people changed them or attached something to them.</summary>
    public long Kept { get; set; }
}

/// <summary>A component of the schema.</summary>
/// <param name="Kind"><c>table</c>, <c>column</c>, <c>lookup</c>, <c>key</c>, <c>view</c>, <c>form</c>… as in a plan, in lower case.</param>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Removed">True where it is gone.</param>
/// <param name="Reason">Why it stayed.</param>
public sealed record UndoneComponent(string Kind, string Table, string Name, bool Removed, string Reason = "");
