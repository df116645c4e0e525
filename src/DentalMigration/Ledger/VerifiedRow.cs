namespace DentalMigration.Ledger;

/// <summary>A row that was read back for the first time since it was written.</summary>
/// <param name="Key">Source key.</param>
/// <param name="Owner">Number of the owner it was given; null for none.</param>
public sealed record VerifiedRow(string Key, int? Owner);
