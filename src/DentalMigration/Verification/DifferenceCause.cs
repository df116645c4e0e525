namespace DentalMigration.Verification;

/// <summary>Why a column is as it is.</summary>
public enum DifferenceCause
{
    /// <summary>It is as mapped.</summary>
    None,

    /// <summary>The source leaves it blank, and so it is in Dataverse.</summary>
    BlankInSource,

    /// <summary>The export has no column for it: it was left to Dataverse, or to people.</summary>
    NotWritten,

    /// <summary>A value was sent, and Dataverse has none.</summary>
    Lost,

    /// <summary>Dataverse has another value than was sent, and the row was not written by anybody since.</summary>
    NotAsSent,

    /// <summary>Somebody else wrote the row after our last write.</summary>
    ChangedSince,

    /// <summary>The row is not in Dataverse.</summary>
    RowMissing,

    /// <summary>The row cannot be read.</summary>
    Unreadable,
}
