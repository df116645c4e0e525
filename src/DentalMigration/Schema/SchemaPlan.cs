using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>What a map needs in an organisation, and what of it is missing.</summary>
/// <param name="Map">The map.</param>
/// <param name="Items">Everything it needs, in the order it would be made.</param>
public sealed record SchemaPlan(MigrationMap Map, IReadOnlyList<SchemaItem> Items)
{
    /// <summary>What is missing.</summary>
    public IEnumerable<SchemaItem> Missing => Items.Where(i => i.Status == SchemaStatus.Missing);

    /// <summary>What is in the way.</summary>
    public IEnumerable<SchemaItem> Conflicts => Items.Where(i => i.Status == SchemaStatus.Conflict);

    /// <summary>What was planned.</summary>
    internal SchemaOptions Options { get; init; } = SchemaOptions.ForLoad;
}
