using System.Text.Encodings.Web;
using System.Text.Json;
using DentalMigration.Dataverse;

namespace DentalMigration.Schema.Rows;

/// <summary>A part of a schema that is a row: a view, a profile, an app.</summary>
internal abstract record ComponentRow
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public abstract SchemaKind Kind { get; }

    /// <summary>The table it is about; empty where it is about none.</summary>
    public required string Table { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Its computed id.</summary>
    public required Guid Id { get; init; }

    /// <summary>In words, for a plan.</summary>
    public required string Description { get; init; }

    /// <summary>Logical name of the table it is a row of.</summary>
    public abstract string Component { get; }

    /// <summary>The plural name of that table in addresses.</summary>
    public virtual string Set => Component + "s";

    public virtual string PrimaryId => Component + "id";

    /// <summary>The columns of the row, without its id.</summary>
    public abstract IReadOnlyDictionary<string, object> Columns(RowFacts facts);

    /// <summary>The row as it is made.</summary>
    public ReadOnlyMemory<byte> Body(RowFacts facts)
    {
        var row = new Dictionary<string, object> { [PrimaryId] = Id };
        foreach ((string column, object value) in Columns(facts))
        {
            row.Add(column, value);
        }

        return Bytes(row);
    }

    public static ReadOnlyMemory<byte> Bytes(IReadOnlyDictionary<string, object> columns) => JsonSerializer.SerializeToUtf8Bytes(columns, Json);

    public SchemaItem Item(SchemaStatus status, string? description = null) =>
        new() { Kind = Kind, Table = Table, Name = Name, Status = status, Description = description ?? Description, Row = this };

    public AppComponent AsAppComponent(Guid id) => new(Component, PrimaryId, id);
}
