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
    public bool IsIn(SourceRecord record) => Fields.Any(record.Has);

    /// <summary>Writes a bind to a row: <c>/contacts(9f0e…)</c>.</summary>
    protected void WriteBind(Utf8JsonWriter json, string entitySet, Guid id)
    {
        Span<char> text = stackalloc char[entitySet.Length + 39];
        text.TryWrite($"/{entitySet}({id:D})", out _);
        json.WriteString(Property, text);
    }

    /// <summary>Writes the property, or nothing when the column stays empty. Problems go to the row.</summary>
    public abstract void Write(RowContext row, Utf8JsonWriter json);
}
