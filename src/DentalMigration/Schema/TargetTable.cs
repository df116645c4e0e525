namespace DentalMigration.Schema;

/// <summary>What the migration needs to know of a table of the target.</summary>
/// <param name="LogicalName">Logical name: <c>contact</c>.</param>
/// <param name="EntitySet">Entity set name in URLs: <c>contacts</c>.</param>
/// <param name="PrimaryId">Logical name of the primary key column.</param>
/// <param name="HasBulk">True where CreateMultiple exists (facts: sdkmessagefilters).</param>
/// <param name="Columns">Columns by logical name.</param>
/// <param name="References">Lookups by column and target table.</param>
public sealed record TargetTable(
    string LogicalName,
    string EntitySet,
    string PrimaryId,
    bool HasBulk,
    IReadOnlyDictionary<string, TargetColumn> Columns,
    IReadOnlyList<TargetReference> References)
{
    /// <summary>The column, or an error that names the map's way out.</summary>
    /// <exception cref="MigrationException"><c>ColumnMissing</c>.</exception>
    public TargetColumn Column(string name) => Columns.TryGetValue(name, out TargetColumn? column)
        ? column
        : throw new MigrationException("ColumnMissing", $"Table '{LogicalName}' has no column '{name}'. Create the schema first, or change the map.");

    /// <summary>True where the table has the column.</summary>
    public bool Has(string column) => Columns.ContainsKey(column);
}

/// <summary>A column of the target.</summary>
/// <param name="Name">Logical name.</param>
/// <param name="Type">Type as Dataverse names it: String, Memo, Picklist, DateTime…</param>
/// <param name="MaxLength">Longest text in UTF-16 units, for text.</param>
/// <param name="IsDateOnly">True where the column takes a day without time.</param>
/// <param name="Options">Accepted option values, for choices.</param>
/// <param name="ForCreate">May be set when a row is created.</param>
/// <param name="ForUpdate">May be set on a row that exists.</param>
/// <param name="States">For a status: the state each value belongs to.</param>
/// <param name="MaxSizeInKB">Largest file, for a file column.</param>
public sealed record TargetColumn(
    string Name,
    string Type,
    int? MaxLength = null,
    bool IsDateOnly = false,
    IReadOnlySet<int>? Options = null,
    bool ForCreate = true,
    bool ForUpdate = true,
    IReadOnlyDictionary<int, int>? States = null,
    int? MaxSizeInKB = null);

/// <summary>A lookup: which column of this table points where, through which navigation property.</summary>
/// <param name="Column">The lookup column.</param>
/// <param name="Table">Table pointed at.</param>
/// <param name="Navigation">Single-valued navigation property, as spelled in <c>@odata.bind</c>.</param>
public sealed record TargetReference(string Column, string Table, string Navigation);
