using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema.Rows;

/// <summary>What of the organisation a row depends on.</summary>
/// <param name="Map">The map.</param>
/// <param name="Language">The organisation's base language.</param>
/// <param name="Tables">The tables the map names, as they are.</param>
/// <param name="Ids">Views and charts that stand where ours would, made by Dataverse with a table or by another migration: our id → theirs.</param>
internal sealed record RowFacts(
    MigrationMap Map, SchemaLanguage Language, IReadOnlyDictionary<string, TableMetadata> Tables, IReadOnlyDictionary<Guid, Guid> Ids)
{
    public Guid IdOf(Guid ours) => Ids.GetValueOrDefault(ours, ours);

    public string Mark(string description) => SchemaMarker.Describe(description, Map);
}
