namespace DentalMigration.Cli.Generation;

/// <summary>One value planted to go wrong, and what a migration with the default map should make of its record.</summary>
/// <param name="Object">The catalog object.</param>
/// <param name="Key">The record's source key.</param>
/// <param name="File">File, with the sheet after <c>#</c>.</param>
/// <param name="Line">Line or row, from 1.</param>
/// <param name="Name">Stable PascalCase name of the trap, e.g. <c>MalformedBirthDate</c>.</param>
/// <param name="Expected">What should become of it.</param>
public sealed record PlantedTrap(string Object, string Key, string File, int Line, string Name, TrapOutcome Expected);

/// <summary>What a migration should make of a record with a trap in it.</summary>
public enum TrapOutcome
{
    /// <summary>Written like any other.</summary>
    Created,

    /// <summary>Written, with the trapped field empty.</summary>
    Empty,

    /// <summary>Written, with something for a person to look at.</summary>
    Finding,

    /// <summary>Not written until its cause is gone.</summary>
    Held,

    /// <summary>Can never be written as it is.</summary>
    Rejected,
}
