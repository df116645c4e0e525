using DentalMigration.Sources;

namespace DentalMigration.Profiling.Values;

/// <summary>What is known of one value of a column, and how often it came since that was last counted.</summary>
internal struct ValueEntry
{
    /// <summary>The cell as the file has it.</summary>
    public string? Raw;

    /// <summary>Some characters of it, so that another value is told apart without looking at this one.</summary>
    public uint Tag;

    /// <summary>The cell, read by type.</summary>
    public FieldReading Reading;

    /// <summary>What others refer by; 0 where nobody does.</summary>
    public ulong Link;

    /// <summary>What it looks like.</summary>
    public ValueShape Shape;

    /// <summary>What is remarkable about it.</summary>
    public ValueMarks Marks;

    /// <summary>How often it came and was not yet counted.</summary>
    public long Pending;
}
