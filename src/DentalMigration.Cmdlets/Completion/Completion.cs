namespace DentalMigration.Commands;

/// <summary>One thing that Tab offers.</summary>
/// <param name="Text">The value, not quoted.</param>
/// <param name="Tip">What it is; the value itself when left out.</param>
internal readonly record struct Completion(string Text, string? Tip = null);
