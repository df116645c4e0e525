namespace DentalMigration.Mapping.Proposing;

/// <summary>A spelling a person decided on in an earlier practice.</summary>
/// <param name="Object">Canonical name of the object.</param>
/// <param name="Header">The header as written.</param>
/// <param name="Field">Canonical name of the field; null where it was decided that the header is none.</param>
public sealed record LearnedSpelling(string Object, string Header, string? Field);
