namespace DentalMigration.Profiling.Totals;

/// <summary>A figure of the vendor's own reports.</summary>
/// <param name="Object">The object: <c>patient</c>.</param>
/// <param name="Measure">What was counted.</param>
/// <param name="Field">The field; empty where records are counted.</param>
/// <param name="Value">The figure.</param>
public sealed record VendorTotal(string Object, TotalMeasure Measure, string Field, decimal Value);

/// <summary>What a figure counts.</summary>
public enum TotalMeasure
{
    /// <summary>Records, or readable values of a field.</summary>
    Count,

    /// <summary>The sum of a field's numbers.</summary>
    Sum,

    /// <summary>Different values of a field.</summary>
    Distinct,

    /// <summary>Records without a value of a field.</summary>
    Empty,
}

/// <summary>A figure of the vendor's reports beside what was measured.</summary>
/// <param name="Object">The object.</param>
/// <param name="Measure">What was counted.</param>
/// <param name="Field">The field; empty where records are counted.</param>
/// <param name="Expected">The vendor's figure.</param>
/// <param name="Measured">Ours; null where the export has no such object or field, or the field no numbers.</param>
public sealed record TotalComparison(string Object, TotalMeasure Measure, string Field, decimal Expected, decimal? Measured)
{
    /// <summary>True where both are the same.</summary>
    public bool Agrees => Expected == Measured;
}
