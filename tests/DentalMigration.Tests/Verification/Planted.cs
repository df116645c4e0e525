namespace DentalMigration.Tests.Verification;

/// <summary>A discrepancy that was planted: the line of the reconciliation that must show it, and the rows of the diff.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Object">The object.</param>
/// <param name="Column">The column; empty where a whole row is concerned.</param>
/// <param name="Keys">Source keys of the rows; none for rows nobody knows.</param>
/// <param name="Practice">The practice of the first row.</param>
public sealed record Planted(string Name, string Object, string Column, IReadOnlyList<string> Keys, string? Practice)
{
    /// <summary>The measure of the line that shows it.</summary>
    public string Measure { get; init; } = "values";
}
