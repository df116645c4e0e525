namespace DentalMigration.Dataverse;

/// <summary>A value of a choice, and its label in the caller's language.</summary>
/// <param name="Value">What rows store.</param>
/// <param name="Label">What people see.</param>
/// <param name="State">The state that a status reason belongs to.</param>
/// <param name="Description">What it is for, in all its languages.</param>
public sealed record OptionMetadata(int Value, string? Label, int? State = null, LocalizedText? Description = null);
