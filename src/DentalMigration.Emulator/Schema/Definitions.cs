namespace DentalMigration.Emulator.Schema;

/// <summary>Every declaration, standard and custom. Changed only as a copy that a write transaction owns.</summary>
internal sealed class Definitions
{
    public Dictionary<string, TableDef> Tables { get; private init; } = new(StringComparer.Ordinal);
    public Dictionary<string, Dictionary<string, ColumnDef>> Columns { get; private init; } = new(StringComparer.Ordinal);
    public Dictionary<string, RelationshipDef> Relationships { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Alternate keys by table and key name, joined by a dot.</summary>
    public Dictionary<string, KeyDef> Keys { get; private init; } = new(StringComparer.Ordinal);
    public Dictionary<string, ChoiceDef> Choices { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    public Definitions Copy() => new()
    {
        Tables = new(Tables, StringComparer.Ordinal),
        Columns = Columns.ToDictionary(p => p.Key, p =>
            new Dictionary<string, ColumnDef>(p.Value, StringComparer.Ordinal), StringComparer.Ordinal),
        Relationships = new(Relationships, StringComparer.OrdinalIgnoreCase),
        Keys = new(Keys, StringComparer.Ordinal),
        Choices = new(Choices, StringComparer.OrdinalIgnoreCase),
    };
}
