namespace DentalMigration.Loading;

/// <summary>What becomes of the row of a record that a newer export no longer has. It is never deleted.</summary>
public enum MissingAction
{
    /// <summary>The row stays as it is, and the run says so.</summary>
    Report,

    /// <summary>The row is made inactive where its table has active and inactive rows, and nobody changed it; it becomes active again when the record comes back.</summary>
    Deactivate,
}
