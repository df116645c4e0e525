namespace DentalMigration.Mapping.Proposing;

/// <summary>A field a header may be.</summary>
/// <param name="Field">Canonical name of the field.</param>
/// <param name="Score">How sure, 0 to 1: about the share of such proposals that are right.</param>
/// <param name="Reasons">Why, in words; without values.</param>
public sealed record FieldCandidate(string Field, double Score, IReadOnlyList<string> Reasons);
