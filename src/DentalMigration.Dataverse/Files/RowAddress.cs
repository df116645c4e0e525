namespace DentalMigration.Dataverse;

/// <summary>A row, as messages name it.</summary>
/// <param name="Table">The table's logical name, such as <c>account</c>.</param>
/// <param name="PrimaryId">The logical name of its primary key column, such as <c>accountid</c>.</param>
/// <param name="Id">The row's primary key.</param>
public sealed record RowAddress(string Table, string PrimaryId, Guid Id);
