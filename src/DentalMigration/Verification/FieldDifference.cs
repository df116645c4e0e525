namespace DentalMigration.Verification;

/// <summary>One column of one row: what the source says, what was made of it, what Dataverse has. Holds values of the record.</summary>
/// <param name="Object">The object.</param>
/// <param name="Key">Source key.</param>
/// <param name="Table">Logical name of the table.</param>
/// <param name="Id">The row.</param>
/// <param name="Field">Canonical fields it comes from.</param>
/// <param name="Column">The column; of a file <c>documentbody (bytes)</c>.</param>
/// <param name="SourceValue">The source's text.</param>
/// <param name="MappedValue">What the map makes of it, as people see it: a choice by its label, a moment in the practice's zone, an amount with its currency.</param>
/// <param name="TargetValue">What Dataverse has, likewise.</param>
/// <param name="Verdict">Whether it is as mapped.</param>
/// <param name="Reason">Why not, in words; empty where it is as mapped and filled.</param>
public sealed record FieldDifference(
    string Object,
    string Key,
    string Table,
    Guid Id,
    string Field,
    string Column,
    string? SourceValue,
    string? MappedValue,
    string? TargetValue,
    Verdict Verdict,
    string Reason)
{
    /// <summary>The same as <see cref="Reason"/>, as a word.</summary>
    public DifferenceCause Cause { get; init; }

    /// <summary>Name of the user who wrote the row last, where that was after our last write; else null.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>Source key of the practice; null where the record names none.</summary>
    public string? Practice { get; init; }
}
