namespace DentalMigration.Mapping.Proposing;

/// <summary>A column of an export as the proposer sees it: its header and some of its values, which never leave the process.</summary>
/// <param name="Header">The header as written.</param>
/// <param name="Values">Some non-empty values, as text; may be empty.</param>
public sealed record ColumnSample(string Header, IReadOnlyList<string> Values);
