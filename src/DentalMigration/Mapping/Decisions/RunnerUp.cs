namespace DentalMigration.Mapping.Decisions;

/// <summary>What else a place or a header may be.</summary>
/// <param name="Name">Canonical name of the object or field.</param>
/// <param name="Score">How sure, 0 to 1, to two places.</param>
public sealed record RunnerUp(string Name, double Score);
