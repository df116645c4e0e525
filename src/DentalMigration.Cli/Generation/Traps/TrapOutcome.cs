namespace DentalMigration.Cli.Generation.Traps;

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
