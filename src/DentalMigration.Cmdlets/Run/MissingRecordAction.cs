namespace DentalMigration.Commands;

/// <summary>What becomes of the row of a record that a newer export no longer has.</summary>
public enum MissingRecordAction
{
    /// <summary>It stays as it is, and the run says so.</summary>
    Report,

    /// <summary>It is made inactive where the table allows it and nobody changed it.</summary>
    Deactivate,
}
