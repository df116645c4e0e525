namespace DentalMigration.Verification;

/// <summary>One figure of the reconciliation, on both sides. Flat, for tables; holds totals only.</summary>
/// <param name="Object">The object.</param>
/// <param name="Measure"><c>rows</c>, <c>sum</c>, <c>files</c> (rows that have their file) or <c>checksum</c> (files whose bytes are those that were sent).</param>
/// <param name="Column">The column summed, or the one with the file; empty for rows.</param>
/// <param name="Source">The figure from the export, of the records that have a row.</param>
/// <param name="Target">The figure in Dataverse, of the rows with this migration's import number.</param>
/// <param name="Verdict">Whether they agree.</param>
public sealed record ReconciliationLine(string Object, string Measure, string Column, decimal Source, decimal Target, Verdict Verdict);
