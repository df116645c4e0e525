namespace DentalMigration.Verification;

/// <summary>One column of one row: what the source says, what was made of it, what Dataverse has. Holds values of the record.</summary>
/// <param name="Object">The object.</param>
/// <param name="Key">Source key.</param>
/// <param name="Table">Logical name of the table.</param>
/// <param name="Id">The row.</param>
/// <param name="Field">Canonical fields it comes from.</param>
/// <param name="Column">The column.</param>
/// <param name="SourceValue">The source's text.</param>
/// <param name="MappedValue">What the map makes of it.</param>
/// <param name="TargetValue">What Dataverse has, choices and lookups by their text.</param>
/// <param name="Verdict">Whether it is as mapped.</param>
/// <param name="Reason">Why not, in words; empty when it is.</param>
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
    string Reason);
