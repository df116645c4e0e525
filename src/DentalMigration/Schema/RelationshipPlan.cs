using DentalMigration.Dataverse;
using DentalMigration.Mapping;
using DentalMigration.Schema.Rows;

namespace DentalMigration.Schema;

/// <summary>
/// Relationships. Nothing cascades to rows that may be somebody else's: owners do not follow, and deleting a row empties the lookups to it
/// unless the map says otherwise. Only merging is followed, for what the practice knows of a patient shall survive when a duplicate goes.
/// </summary>
internal static class RelationshipPlan
{
    /// <summary>Schema name of a lookup's relationship: <c>new_new_treatmentplan_new_contactid</c>.</summary>
    public static string Name(MigrationMap map, string table, string column) => $"{map.Prefix}_{table}_{column}";

    public static RelationshipDefinition Lookup(SchemaItem item, MigrationMap map, SchemaLanguage language)
    {
        ColumnCreation create = item.Column!.Create!;
        return new()
        {
            SchemaName = Name(map, item.Table, item.Name),
            ReferencedEntity = item.TargetTable!,
            ReferencedAttribute = item.TargetTable is "appointment" or "task" ? "activityid" : $"{item.TargetTable}id",
            ReferencingEntity = item.Table,
            Cascade = new CascadeDefinition
            {
                Delete = create.OnDelete.ToString(),
                Merge = item.TargetTable is "account" or "contact" ? "Cascade" : "NoCascade",
            },
            Lookup = new LookupColumn
            {
                SchemaName = create.SchemaName,
                DisplayName = language.Text(create.Label, create.Labels),
                Description = language.Text(ColumnDefinitions.Origin(item.Column, map)),
            },
        };
    }

    public static string Describe(ColumnCreation create, string? target) => create.OnDelete switch
    {
        DeleteBehavior.Restrict => $"Lookup to {target}, which cannot be deleted while rows point to it",
        DeleteBehavior.Cascade => $"Lookup to {target}, which takes the rows that point to it along when it is deleted",
        _ => $"Lookup to {target}",
    };

    /// <summary>What the many-to-many relationships of an object need.</summary>
    public static async Task<IReadOnlyList<SchemaItem>> ManyToManyAsync(
        MigrationMap map, ObjectMap o, DataverseClient client, CancellationToken cancellationToken)
    {
        if (o.ManyToMany.Count == 0)
        {
            return [];
        }

        IReadOnlyList<ManyToManyMetadata> known = await KnownAsync(o.Table, client, cancellationToken);
        return [.. o.ManyToMany.Select(wanted => Item(map, o, wanted, known.FirstOrDefault(k => Same(k.SchemaName, wanted.SchemaName))))];
    }

    public static Task MakeAsync(SchemaItem item, MigrationMap map, MetadataClient metadata, CancellationToken cancellationToken) => metadata.CreateManyToManyAsync(
        new ManyToManyDefinition
        {
            SchemaName = item.ManyToMany!.SchemaName,
            Entity1LogicalName = item.Table,
            Entity2LogicalName = item.TargetTable!,
            IntersectEntityName = Between(map, item.ManyToMany),
        },
        cancellationToken);

    /// <summary>
    /// The table between the two. A relationship has no description to carry our mark, so the name of this table does: it ends in a part of
    /// our computed id.
    /// </summary>
    public static string Between(MigrationMap map, ManyToManyCreation wanted) =>
        $"{wanted.SchemaName.ToLowerInvariant()}_{ComponentId.Of(map, "manytomany", "", wanted.SchemaName).ToString("N")[..6]}";

    /// <summary>The relationships of a table that we made.</summary>
    public static async Task<IReadOnlyList<ManyToManyMetadata>> OursAsync(MigrationMap map, ObjectMap o, DataverseClient client, CancellationToken cancellationToken) =>
        o.ManyToMany.Count == 0
            ? []
            : [.. (await KnownAsync(o.Table, client, cancellationToken)).Where(k => o.ManyToMany.Any(w => Same(k.IntersectEntityName, Between(map, w))))];

    private static async Task<IReadOnlyList<ManyToManyMetadata>> KnownAsync(string table, DataverseClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Metadata.GetManyToManyAsync(table, cancellationToken);
        }
        catch (DataverseException e) when (e.Status == 404)
        {
            return []; // the table itself is not made yet
        }
    }

    private static SchemaItem Item(MigrationMap map, ObjectMap o, ManyToManyCreation wanted, ManyToManyMetadata? found)
    {
        string? target = map.Find(wanted.With)?.Table;
        bool fits = target is not null
            && (found is null || new HashSet<string> { found.Entity1LogicalName, found.Entity2LogicalName }.SetEquals([o.Table, target]));
        return new SchemaItem
        {
            Kind = SchemaKind.ManyToMany,
            Table = o.Table,
            Name = wanted.SchemaName,
            Status = !fits ? SchemaStatus.Conflict : found is null ? SchemaStatus.Missing : SchemaStatus.Exists,
            Description = fits ? $"Many-to-many relationship with {target}"
                : target is null ? $"The map has no object '{wanted.With}'. Correct 'with' in the map."
                : $"A relationship of that name joins {found!.Entity1LogicalName} and {found.Entity2LogicalName}. Give it another name in the map.",
            Object = o,
            ManyToMany = wanted,
            TargetTable = target,
        };
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
