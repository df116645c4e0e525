using DentalMigration.Cli.Generation.Traps;

namespace DentalMigration.Cli.Generation;

/// <summary>What was written.</summary>
/// <param name="Files">The files, in the order of the objects: parents before children.</param>
/// <param name="Traps">The values planted to go wrong, in file order, with what should become of each.</param>
public sealed record GenerationResult(IReadOnlyList<GeneratedFile> Files, IReadOnlyList<PlantedTrap> Traps);

/// <summary>One file of a synthetic practice.</summary>
/// <param name="Object">The catalog object it holds; empty for the users of the target.</param>
/// <param name="Path">Full path.</param>
/// <param name="Records">How many records, unusable lines included.</param>
public sealed record GeneratedFile(string Object, string Path, long Records);
