using DentalMigration.Sources;

namespace DentalMigration.Profiling;

/// <summary>What was measured on a source. Shows values only where few different ones occur and none can name a person.</summary>
/// <param name="System">The system's short name.</param>
/// <param name="Source">The folder's or database's name.</param>
/// <param name="Files">What was detected about each file.</param>
/// <param name="Objects">One entry per object, in the catalog's order; an object the export lacks has no rows.</param>
public sealed record SourceProfile(string System, string Source, IReadOnlyList<SourceFile> Files, IReadOnlyList<ObjectProfile> Objects);
