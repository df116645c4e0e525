using DentalMigration.Profiling.Values;

namespace DentalMigration.Profiling.Checks;

/// <summary>Looks at the values of one column: marks each, and says at the end what the marks together mean.</summary>
internal abstract class FieldCheck
{
    /// <summary>The marks of one value. Called once for many equal values, so it must not count.</summary>
    /// <param name="text">The trimmed text as the file has it.</param>
    /// <param name="value">The value read from it; null where it could not be read.</param>
    public abstract ValueMarks Examine(string text, object? value);

    /// <summary>What the column's marks mean.</summary>
    public abstract IEnumerable<ProfileFinding> Findings(ColumnTally tally, FindingWriter write);
}
