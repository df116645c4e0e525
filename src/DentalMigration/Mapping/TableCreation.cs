namespace DentalMigration.Mapping;

/// <summary>How to make a custom table.</summary>
/// <param name="SchemaName">Name with the prefix, as people write it: <c>new_TreatmentPlan</c>.</param>
/// <param name="Label">Display name, singular.</param>
/// <param name="Plural">Display name, plural.</param>
/// <param name="Description">What a row is.</param>
public sealed record TableCreation(string SchemaName, string Label, string Plural, string Description);
