using DentalMigration.Dataverse;
using DentalMigration.Mapping;

namespace DentalMigration.Schema;

/// <summary>Reads the tables a map names from the organisation.</summary>
public static class TargetReader
{
    /// <summary>The tables that exist, by logical name; missing ones are left out.</summary>
    public static Task<IReadOnlyDictionary<string, TargetTable>> ReadAsync(DataverseClient client, MigrationMap map, CancellationToken cancellationToken) =>
        ReadAsync(client, new TargetDefinitions(client, map), cancellationToken);

    internal static async Task<IReadOnlyDictionary<string, TargetTable>> ReadAsync(
        DataverseClient client, TargetDefinitions definitions, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, TableMetadata> tables = await definitions.TablesAsync(cancellationToken);
        IReadOnlySet<string> bulk = await client.Metadata.SupportingAsync("CreateMultiple", tables.Keys, cancellationToken);
        return tables.ToDictionary(t => t.Key, t => Convert(t.Value, bulk.Contains(t.Key)), StringComparer.Ordinal);
    }

    private static TargetTable Convert(TableMetadata table, bool hasBulk) => new(
        table.LogicalName,
        table.EntitySetName,
        table.PrimaryIdAttribute,
        hasBulk,
        table.Attributes.ToDictionary(a => a.LogicalName, Convert, StringComparer.Ordinal),
        [.. table.ManyToOne.Select(r => new TargetReference(r.ReferencingAttribute, r.ReferencedEntity, r.ReferencingEntityNavigationPropertyName))]);

    private static TargetColumn Convert(ColumnMetadata column) => new(
        column.LogicalName,
        column.AttributeType,
        column.AttributeType is "String" or "Memo" ? column.MaxLength : null,
        column.DateTimeBehavior == "DateOnly" || (column.AttributeType == "DateTime" && column.Format == "DateOnly" && column.DateTimeBehavior is null),
        column.Options.Count > 0 ? column.Options.Select(o => o.Value).ToHashSet() : null,
        column.IsValidForCreate,
        column.IsValidForUpdate,
        column.Options.Any(o => o.State is not null)
            ? column.Options.Where(o => o.State is not null).ToDictionary(o => o.Value, o => o.State!.Value)
            : null,
        column.MaxSizeInKB);
}
