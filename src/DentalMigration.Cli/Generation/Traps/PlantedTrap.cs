namespace DentalMigration.Cli.Generation.Traps;

/// <summary>One value planted to go wrong, and what a migration with the default map should make of its record.</summary>
/// <param name="Object">The catalog object.</param>
/// <param name="Key">The record's source key; empty where the whole file is meant.</param>
/// <param name="File">File, with the sheet after <c>#</c>.</param>
/// <param name="Line">Line or row, from 1; 0 where the whole file is meant.</param>
/// <param name="Name">Stable PascalCase name of the trap, e.g. <c>MalformedBirthDate</c>.</param>
/// <param name="Expected">What should become of it.</param>
/// <param name="Code">The code a run must give for it, e.g. <c>MalformedDate</c>; null where it has nothing to say.</param>
public sealed record PlantedTrap(string Object, string Key, string File, int Line, string Name, TrapOutcome Expected, string? Code = null);
