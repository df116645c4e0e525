namespace DentalMigration.Verification;

/// <summary>One figure of the reconciliation, on both sides. Flat, for tables; holds totals and checksums only.</summary>
/// <param name="Object">The object.</param>
/// <param name="Measure">
/// <c>rows</c>; <c>missing</c> (rows of the ledger that are in Dataverse); <c>extra</c> (rows of our number that the ledger does not know);
/// <c>notcovered</c> (rows whose record the export no longer has, or that cannot be mapped now: their values are not compared); <c>sum</c>;
/// <c>values</c> (filled cells of a column, with their checksum); <c>files</c> (rows that have their file); <c>checksum</c> (files whose bytes are
/// those that were sent); <c>vendor-source</c> and <c>vendor-target</c> (a total of the vendor beside the export and beside Dataverse).
/// </param>
/// <param name="Column">The column; empty for rows. For the vendor's totals the field.</param>
/// <param name="Source">The figure from the export, of the records that have a row; of the vendor's totals the vendor's.</param>
/// <param name="Target">The figure in Dataverse, of the rows with this migration's import number; with <c>vendor-source</c> the export's.</param>
/// <param name="Verdict">Whether they agree.</param>
public sealed record ReconciliationLine(string Object, string Measure, string Column, decimal Source, decimal Target, Verdict Verdict)
{
    /// <summary>Source key of the practice; null for the object as a whole.</summary>
    public string? Practice { get; init; }

    /// <summary>With <c>values</c>: cells the source leaves blank.</summary>
    public long Blank { get; init; }

    /// <summary>With <c>values</c>: cells filled in the source and blank in Dataverse.</summary>
    public long Lost { get; init; }

    /// <summary>With <c>values</c>: cells blank in the source and filled in Dataverse.</summary>
    public long Appeared { get; init; }

    /// <summary>With <c>values</c> and <c>checksum</c>: order-independent checksum of what is to be there; 32 hexadecimal digits, else empty.</summary>
    public string SourceChecksum { get; init; } = "";

    /// <summary>The same of what is there.</summary>
    public string TargetChecksum { get; init; } = "";

    /// <summary>What the line says, where figures alone do not.</summary>
    public string Reason { get; init; } = "";
}
