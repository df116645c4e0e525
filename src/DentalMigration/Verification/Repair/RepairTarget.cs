namespace DentalMigration.Verification.Repair;

/// <summary>Something to correct: a column of a row, a whole row, or a column or all of an object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Key">Source key of the record; null where <paramref name="Id"/> names the row, or for all rows.</param>
/// <param name="Id">The row; null where the key names it, or for all rows.</param>
/// <param name="Column">The column; null for all that differ.</param>
public sealed record RepairTarget(string Object, string? Key = null, Guid? Id = null, string? Column = null)
{
    /// <summary>True where it names a row.</summary>
    public bool NamesRow => Key is not null || Id is not null;
}
