namespace DentalMigration.Verification.Repair;

/// <summary>What a repair did, or would do, to one row. Holds no value.</summary>
public sealed record RepairAction
{
    /// <summary>The object.</summary>
    public required string Object { get; init; }

    /// <summary>Source key; a short hash where it identifies a person.</summary>
    public required string Key { get; init; }

    /// <summary>Logical name of the table.</summary>
    public required string Table { get; init; }

    /// <summary>The row.</summary>
    public Guid Id { get; init; }

    /// <summary><c>create</c> (the row is made again) or <c>correct</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The columns concerned, joined by a comma; empty for a whole row.</summary>
    public string Columns { get; init; } = "";

    /// <summary>What became of it.</summary>
    public RepairOutcome Outcome { get; init; }

    /// <summary>Why the row differed.</summary>
    public DifferenceCause Cause { get; init; }

    /// <summary>What there is to know; empty where it went as planned.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>What became of a correction.</summary>
public enum RepairOutcome
{
    /// <summary>It would be done.</summary>
    Planned,

    /// <summary>It was sent, and the service took it.</summary>
    Done,

    /// <summary>The row is as mapped by now.</summary>
    Unchanged,

    /// <summary>Somebody else changed or deleted it since; left to them.</summary>
    Skipped,

    /// <summary>It cannot be corrected.</summary>
    Refused,
}
