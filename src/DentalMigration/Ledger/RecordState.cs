namespace DentalMigration.Ledger;

/// <summary>What is known of a record's row.</summary>
public enum RecordState
{
    /// <summary>Sent, or about to be; the answer is not known.</summary>
    Intent = 1,

    /// <summary>The row is there.</summary>
    Written = 2,

    /// <summary>Not written, to be tried again.</summary>
    Held = 3,

    /// <summary>Cannot be written as it is.</summary>
    Rejected = 4,

    /// <summary>Was written and undone.</summary>
    Undone = 5,

    /// <summary>Was to be undone, but people changed it or attached to it since.</summary>
    Kept = 6,

    /// <summary>The row was there before us, and is left as it is.</summary>
    Left = 7,
}
