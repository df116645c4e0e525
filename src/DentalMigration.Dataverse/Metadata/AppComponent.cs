namespace DentalMigration.Dataverse;

/// <summary>A part of an app.</summary>
/// <param name="Table">Logical name of the table its row is in: <c>sitemap</c>, <c>savedquery</c>, <c>systemform</c>…</param>
/// <param name="PrimaryId">The table's primary key column.</param>
/// <param name="Id">The row.</param>
public sealed record AppComponent(string Table, string PrimaryId, Guid Id);
