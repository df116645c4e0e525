using System.Text.Json;
using DentalMigration.Sources;

namespace DentalMigration.Mapping.Rows;

/// <summary>Writes one column of a row.</summary>
internal abstract class ColumnWriter
{
    /// <summary>Logical name of the column.</summary>
    public required string Column { get; init; }

    /// <summary>The property a query selects to read the column back: the column, or <c>_x_value</c> for a lookup.</summary>
    public virtual string ReadName => Column;

    /// <summary>The property of the row that carries it: the column, or <c>navigation@odata.bind</c> for a lookup.</summary>
    public virtual string Property => Column;

    /// <summary>False for columns Dataverse takes only when a row is created.</summary>
    public bool ForUpdate { get; init; } = true;

    /// <summary>The fields it comes from, for reports.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>True where the record's file has a column for it; where it has none, the record says nothing of it.</summary>
    public bool IsIn(SourceRecord record) => Fields.Any(f => CustomFields.Is(f) ? record.HasCustom(CustomFields.Header(f)) : record.Has(f));

    /// <summary>Writes the property, or nothing when the column stays empty. Problems go to the row.</summary>
    public abstract void Write(RowContext row, Utf8JsonWriter json);
}
