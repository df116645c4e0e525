namespace DentalMigration.Commands;

/// <summary>What a person decides about a record for which the organisation had a row before.</summary>
public enum ExistingRecordAction
{
    /// <summary>The mapped columns are written; what they held before is kept, and an undo gives it back. The owner stays.</summary>
    Update,

    /// <summary>Only columns in which the row has nothing are written.</summary>
    Fill,

    /// <summary>The row stays as it is, and other rows refer to it.</summary>
    Skip,

    /// <summary>It is not the same: the record gets a row of its own.</summary>
    Create,
}
