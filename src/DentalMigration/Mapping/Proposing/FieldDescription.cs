namespace DentalMigration.Mapping.Proposing;

/// <summary>A field as the matcher knows it.</summary>
/// <param name="Object">Canonical name of its object.</param>
/// <param name="Field">Canonical name of the field.</param>
/// <param name="Kind">What its values look like.</param>
/// <param name="Phrases">How a person would say it, each saying as concepts.</param>
internal sealed record FieldDescription(string Object, string Field, ValueKind Kind, IReadOnlyList<int[]> Phrases);
