namespace DentalMigration.Sources;

/// <summary>One column of a file.</summary>
/// <param name="Header">Header as written.</param>
/// <param name="Field">The canonical field it is; null when unknown.</param>
/// <param name="Format">How its dates and numbers are written.</param>
/// <param name="IsIgnored">True where it is left aside on purpose: by the source profile, or because it numbers the lines of a report.</param>
public sealed record SourceColumn(string Header, string? Field, ColumnFormat Format, bool IsIgnored = false);
