namespace DentalMigration.Sources;

/// <summary>One column of a file.</summary>
/// <param name="Header">Header as written.</param>
/// <param name="Field">The canonical field it is; null when unknown.</param>
/// <param name="Format">How its dates and numbers are written.</param>
public sealed record SourceColumn(string Header, string? Field, ColumnFormat Format);
