using System.Text.Json;

namespace DentalMigration.Dataverse;

/// <content>Relationships.</content>
internal static partial class MetadataReader
{
    public static OneToManyMetadata OneToMany(JsonElement json) => new()
    {
        SchemaName = Required(json, "SchemaName"),
        ReferencingEntity = Required(json, "ReferencingEntity"),
        ReferencingAttribute = Required(json, "ReferencingAttribute"),
        ReferencedAttribute = Text(json, "ReferencedAttribute"),
        ReferencingEntityNavigationPropertyName = Text(json, "ReferencingEntityNavigationPropertyName"),
        ReferencedEntityNavigationPropertyName = Text(json, "ReferencedEntityNavigationPropertyName"),
        MetadataId = Id(json),
        Cascade = Member(json, "CascadeConfiguration") is { } cascade ? Cascade(cascade) : new CascadeDefinition(),
    };

    public static ManyToManyMetadata ManyToMany(JsonElement json) => new()
    {
        SchemaName = Required(json, "SchemaName"),
        Entity1LogicalName = Required(json, "Entity1LogicalName"),
        Entity2LogicalName = Required(json, "Entity2LogicalName"),
        IntersectEntityName = Required(json, "IntersectEntityName"),
        Entity1IntersectAttribute = Text(json, "Entity1IntersectAttribute"),
        Entity2IntersectAttribute = Text(json, "Entity2IntersectAttribute"),
        Entity1NavigationPropertyName = Text(json, "Entity1NavigationPropertyName"),
        Entity2NavigationPropertyName = Text(json, "Entity2NavigationPropertyName"),
        MetadataId = Id(json),
    };

    /// <summary>The ids in the answer to CreateCustomerRelationships.</summary>
    public static CustomerLookup? Customer(JsonElement json) => Guid.TryParse(Text(json, "AttributeId"), out Guid id)
        ? new CustomerLookup(id, [.. Texts(json, "RelationshipIds").Select(Guid.Parse)])
        : null;

    private static ManyToOneMetadata ManyToOne(JsonElement json) => new()
    {
        SchemaName = Required(json, "SchemaName"),
        ReferencingAttribute = Required(json, "ReferencingAttribute"),
        ReferencedEntity = Required(json, "ReferencedEntity"),
        ReferencingEntityNavigationPropertyName = Text(json, "ReferencingEntityNavigationPropertyName") ?? string.Empty,
        MetadataId = Id(json),
        CascadeDelete = Member(json, "CascadeConfiguration") is { } cascade ? Text(cascade, "Delete") : null,
        CascadeAssign = Member(json, "CascadeConfiguration") is { } same ? Text(same, "Assign") : null,
    };

    private static CascadeDefinition Cascade(JsonElement json)
    {
        return new CascadeDefinition
        {
            Assign = Of("Assign"),
            Delete = Of("Delete"),
            Merge = Of("Merge"),
            Reparent = Of("Reparent"),
            Share = Of("Share"),
            Unshare = Of("Unshare"),
        };

        string Of(string change) => Text(json, change) ?? "NoCascade";
    }
}
