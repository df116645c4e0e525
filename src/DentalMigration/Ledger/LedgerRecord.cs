namespace DentalMigration.Ledger;

/// <summary>A record as the ledger knows it.</summary>
/// <param name="Key">Source key.</param>
/// <param name="Id">Row id; empty when it has none yet.</param>
/// <param name="State">What is known of the row.</param>
/// <param name="Made">True where we created the row, false where it was there before.</param>
/// <param name="Hash">Fingerprint of the content last sent.</param>
/// <param name="Batch">The batch it is in doubt with.</param>
/// <param name="Run">The last run that saw the record.</param>
/// <param name="Version">The row's version after our last write, once read back.</param>
/// <param name="Owner">Number of the owner we gave it (<see cref="OwnerStore"/>).</param>
/// <param name="Born">The run that first wrote the row; null before one did.</param>
/// <param name="Edited">True where somebody else was seen to have changed the row between two writes of ours: an undo keeps it.</param>
/// <param name="Practice">Number of the practice the record belongs to (<see cref="PracticeStore"/>); null where it names none.</param>
/// <param name="Source">Fingerprint of the record the row was last made from or compared with; null where the row may not follow from it alone.</param>
public sealed record LedgerRecord(
    string Key,
    Guid Id,
    RecordState State,
    bool Made,
    byte[]? Hash,
    long? Batch,
    long Run,
    long? Version,
    int? Owner = null,
    long? Born = null,
    bool Edited = false,
    int? Practice = null,
    long? Source = null);
