namespace DentalMigration.Cli.Generation;

/// <summary>How far writing a practice has come.</summary>
/// <param name="Patients">Patients written.</param>
/// <param name="Total">Patients to write.</param>
public readonly record struct GenerationProgress(int Patients, int Total);
