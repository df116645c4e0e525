namespace DentalMigration.Hosting.Preflight;

/// <summary>A person's decision to load in spite of a finding. Kept in the ledger and audited.</summary>
/// <param name="Code">The finding's code; covers every finding of that code.</param>
/// <param name="Reason">Why.</param>
/// <param name="Approver">Who decided.</param>
/// <param name="At">When, UTC.</param>
public sealed record TargetWaiver(string Code, string Reason, string Approver, DateTimeOffset At);
