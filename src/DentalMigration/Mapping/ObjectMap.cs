namespace DentalMigration.Mapping;

/// <summary>Where one object goes.</summary>
public sealed record ObjectMap
{
    /// <summary>Canonical object name: <c>patient</c>.</summary>
    public required string Object { get; init; }

    /// <summary>Logical name of the table: <c>contact</c>.</summary>
    public required string Table { get; init; }

    /// <summary>Create rows, or match rows that exist.</summary>
    public MapAction Action { get; init; } = MapAction.Create;

    /// <summary>How to make the table when the organisation lacks it; null for standard tables.</summary>
    public TableCreation? Create { get; init; }

    /// <summary>The column that carries the source key and gets an alternate key; null where the table takes no custom columns (annotation).</summary>
    public string? SourceKey { get; init; }

    /// <summary>How records find rows that were there before; null where every record gets a row of its own.</summary>
    public ExistingMap? Existing { get; init; }

    /// <summary>Fields that name the provider who shall own the row; the first whose provider can own it wins. Empty: the fallback owner.</summary>
    public IReadOnlyList<string> Owner { get; init; } = [];

    /// <summary>The columns, in the order they are written.</summary>
    public required IReadOnlyList<ColumnMap> Columns { get; init; }

    /// <summary>Columns proposed for headers that are no field of the system; made only where a person decides so.</summary>
    public IReadOnlyList<ColumnMap>? Proposed { get; init; }

    /// <summary>How a status word becomes state and status; null leaves the table's default.</summary>
    public StateMap? State { get; init; }

    /// <summary>The field that says in which currency the row's amounts are, by the catalog's words; null: the map's own.</summary>
    public string? CurrencyFrom { get; init; }

    /// <summary>For a connection: role column → name of the connection role, made where the organisation lacks it. <c>record1roleid</c> → <c>Patient</c>.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    /// <summary>The file that goes with the row.</summary>
    public ContentMap? Content { get; init; }

    /// <summary>Activity parties written with the row.</summary>
    public IReadOnlyList<PartyMap> Parties { get; init; } = [];

    /// <summary>Many-to-many relationships of its table, made where the organisation lacks them.</summary>
    public IReadOnlyList<ManyToManyCreation> ManyToMany { get; init; } = [];
}

/// <summary>What happens to a record of an object.</summary>
public enum MapAction
{
    /// <summary>A row of its own, under a computed id.</summary>
    Create,

    /// <summary>The row of the user the owner map gives; only mapped columns are written, and restored by undo.</summary>
    Match,
}
