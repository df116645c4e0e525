namespace DentalMigration.Mapping.Learning;

/// <summary>What practices decided about one spelling of a header. Spellings only: no value and no practice's name.</summary>
/// <param name="System">Short name of the system.</param>
/// <param name="Object">Canonical name of the object.</param>
/// <param name="Header">The header as written.</param>
/// <param name="Field">Canonical name of the field; null where it was decided to be none.</param>
/// <param name="Practices">Fingerprints of the practices that decided so.</param>
/// <param name="Last">When one last did, UTC.</param>
public sealed record LearnedDecision(string System, string Object, string Header, string? Field, IReadOnlyList<string> Practices, DateTimeOffset Last);

/// <summary>A file of learned decisions.</summary>
/// <param name="Version">Version of the file format; 1.</param>
/// <param name="Decisions">The decisions.</param>
public sealed record LearnedDecisions(int Version, IReadOnlyList<LearnedDecision> Decisions);
