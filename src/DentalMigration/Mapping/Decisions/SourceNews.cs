namespace DentalMigration.Mapping.Decisions;

/// <summary>Where an export and the places of a map differ.</summary>
/// <param name="IsNew">True for what the export has and the map does not know, false for what the map reads and the export lacks.</param>
/// <param name="Object">Canonical name of the object; empty where it is not known.</param>
/// <param name="File">Name of the file or table.</param>
/// <param name="Message">What it means and what to do, in a sentence; without values.</param>
public sealed record SourceNews(bool IsNew, string Object, string File, string Message);
