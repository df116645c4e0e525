namespace DentalMigration.Emulator.Schema;

/// <summary>A table with everything that belongs to it, as one snapshot of the schema sees it.</summary>
internal sealed class Table(TableDef definition, IReadOnlyList<ColumnDef> columns)
{
    private readonly Dictionary<string, ColumnDef> _byName = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);

    public TableDef Definition { get; } = definition;
    public string Name => Definition.Name;
    public string SetName => Definition.SetName;
    public string PrimaryId => Definition.PrimaryId;
    public string? PrimaryName => Definition.PrimaryName;

    /// <summary>Columns by logical name, in ordinal order.</summary>
    public IReadOnlyList<ColumnDef> Columns { get; } = columns;

    /// <summary>Relationships in which this table holds the lookup.</summary>
    public List<RelationshipDef> Lookups { get; } = [];

    /// <summary>Relationships in which other rows point here.</summary>
    public List<RelationshipDef> Referrers { get; } = [];

    /// <summary>N:N relationships on either side.</summary>
    public List<RelationshipDef> Associations { get; } = [];

    public List<KeyDef> Keys { get; } = [];

    public IReadOnlyList<ColumnDef> Money { get; } =
        [.. columns.Where(c => c.Type == ColumnType.Money && !c.Name.EndsWith("_base", StringComparison.Ordinal))];

    /// <summary>Custom booleans that start with a default, since the service never leaves them empty on create.</summary>
    public IReadOnlyList<ColumnDef> Defaulted { get; } = [.. columns.Where(c => c.IsCustom && c.Default is not null)];

    public IReadOnlyList<ColumnDef> SystemRequired { get; } =
        [.. columns.Where(c => c.IsCustom && c.Required == "SystemRequired" && c.ForCreate && !c.IsPrimaryId && c.Default is null)];

    /// <summary>What a payload may call things; built when first needed.</summary>
    public Writing.PayloadMap Payload => _payload ??= new Writing.PayloadMap(this);
    private Writing.PayloadMap? _payload;

    /// <summary>Whether rows may have files.</summary>
    public bool HasFiles { get; } = columns.Any(c => c is { Type: ColumnType.File, IsStored: true });

    public bool HasOwner => Has("ownerid") && Definition.Ownership == "UserOwned";

    public bool Has(string column) => _byName.ContainsKey(column);

    public ColumnDef? Column(string name) => _byName.GetValueOrDefault(name);
}
