namespace DentalMigration.Cli.Generation.Sheets;

/// <summary>What a report puts around its rows when it is saved as CSV.</summary>
/// <param name="Titles">Lines before the header.</param>
/// <param name="RowsPerPage">How many rows a page has, after which the header comes again; 0 for never.</param>
/// <param name="Totals">First cell of a line after the last row; null for none.</param>
internal sealed record CsvFrame(IReadOnlyList<string> Titles, int RowsPerPage, string? Totals);
