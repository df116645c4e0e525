namespace DentalMigration.Mapping.Proposing;

/// <summary>A place of an export as the proposer sees it.</summary>
/// <param name="Place">Its name: <c>Hastalar.csv</c>, <c>dbo.Hasta</c>.</param>
/// <param name="KnownObject">The object it is known to hold; null to find out.</param>
/// <param name="Columns">Its columns.</param>
public sealed record PlaceSample(string Place, string? KnownObject, IReadOnlyList<ColumnSample> Columns);
