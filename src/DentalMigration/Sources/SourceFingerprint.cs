namespace DentalMigration.Sources;

/// <summary>A part of an export, told from others of its name by its content.</summary>
/// <param name="Name">File name, table or endpoint.</param>
/// <param name="Sha256">SHA-256 of the file in lower-case hexadecimal; empty for what is no file.</param>
public sealed record SourceFingerprint(string Name, string Sha256);
