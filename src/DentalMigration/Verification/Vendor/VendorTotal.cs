namespace DentalMigration.Verification.Vendor;

/// <summary>A total as the former vendor states it, on paper or from a report of the old system.</summary>
/// <param name="Object">The object: <c>patient</c>.</param>
/// <param name="Practice">Source key or name of the practice; null for all.</param>
/// <param name="Measure"><c>rows</c> or <c>sum</c>.</param>
/// <param name="Field">Canonical field that is summed; empty for rows.</param>
/// <param name="Value">The total.</param>
public sealed record VendorTotal(string Object, string? Practice, string Measure, string Field, decimal Value);
