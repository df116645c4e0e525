namespace DentalMigration.Mapping;

/// <summary>How a record finds the row that somebody entered in the organisation before it, and what becomes of that row.</summary>
public sealed record ExistingMap
{
    /// <summary>
    /// Sets of the object's columns, the most trusted first; the first set by which a row is found decides. A row is found where it holds, in every
    /// column of the set, what the record would write: <c>[["new_sourcepatientid"], ["emailaddress1", "birthdate"]]</c>. A set of which the record
    /// leaves a column empty is passed over.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<string>> Match { get; init; }

    /// <summary>What to do where exactly one row is found; several are always held for a person.</summary>
    public ExistingAction OnMatch { get; init; } = ExistingAction.Hold;
}

/// <summary>What becomes of a row that was there before its record.</summary>
public enum ExistingAction
{
    /// <summary>The record is held until a person decides.</summary>
    Hold,

    /// <summary>The mapped columns are written; what they held before is kept, and an undo gives it back. The owner stays.</summary>
    Update,

    /// <summary>Only columns in which the row has nothing are written.</summary>
    Fill,

    /// <summary>The row stays as it is, and other rows refer to it.</summary>
    Skip,

    /// <summary>It is not the same: the record gets a row of its own. Only as a person's decision about one record.</summary>
    Create,
}
