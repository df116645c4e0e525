namespace DentalMigration.Sources.Files;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Head">Its first rows; texts as the workbook has them.</param>
/// <param name="IsWhole">True where it has no more.</param>
internal sealed record WorkbookSheet(string Name, IReadOnlyList<TableRow> Head, bool IsWhole);
